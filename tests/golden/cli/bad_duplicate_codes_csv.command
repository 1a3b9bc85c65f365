report ../tests/golden/bad/duplicate_codes.csv
exit 2
