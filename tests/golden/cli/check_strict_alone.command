check ../tests/golden/cli/small_units.csv --as-of 2024-01-15 --strict
exit 2
