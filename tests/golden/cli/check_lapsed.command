check ../tests/golden/cli/small_units.csv --as-of 2024-07-01 --lang en --baseline ../tests/golden/cli/small_baseline.tsv
exit 1
