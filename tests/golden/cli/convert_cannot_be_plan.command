convert ../tests/golden/bad/deep.csv --to plan
exit 2
