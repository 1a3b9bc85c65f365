report ../tests/golden/bad/cells.csv
exit 2
