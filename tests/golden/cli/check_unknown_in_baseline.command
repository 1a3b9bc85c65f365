check ../tests/golden/cli/small_units.csv --as-of 2024-01-15 --baseline ../tests/golden/cli/unknown_baseline.tsv
exit 2
