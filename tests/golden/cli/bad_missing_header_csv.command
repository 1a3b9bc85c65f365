report ../tests/golden/bad/missing_header.csv
exit 2
