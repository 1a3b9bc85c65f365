allocate ../tests/golden/targets/nobody.csv --by quota.registered --seats 3
exit 2
