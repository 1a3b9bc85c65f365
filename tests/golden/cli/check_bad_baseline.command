check ../tests/golden/cli/small_units.csv --as-of 2024-01-15 --baseline ../tests/golden/cli/bad_baseline.tsv
exit 2
