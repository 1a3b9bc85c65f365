check ../tests/golden/cli/small_units.csv --as-of 2024-01-15 --rules ../tests/golden/cli/bad_rules.json
exit 2
