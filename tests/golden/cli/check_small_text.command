check ../tests/golden/cli/small_units.csv --as-of 2024-01-15 --lang en --near-misses
exit 1
