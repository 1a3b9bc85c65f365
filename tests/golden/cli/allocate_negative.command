allocate ../tests/golden/targets/negative.csv --by quota.registered --seats 3
exit 2
