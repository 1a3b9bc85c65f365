report ../tests/golden/bad/cycle.csv
exit 2
