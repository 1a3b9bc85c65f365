report ../tests/golden/bad/missing_column.csv
exit 2
