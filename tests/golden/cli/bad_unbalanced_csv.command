report ../tests/golden/bad/unbalanced.csv
exit 2
