check ../tests/golden/cli/small_units.csv --as-of 2024-02-30
exit 2
