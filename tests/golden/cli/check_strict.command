check ../tests/golden/cli/small_units.csv --as-of 2024-01-15 --lang en --baseline ../tests/golden/cli/small_baseline.tsv --strict
exit 1
