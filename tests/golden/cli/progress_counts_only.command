progress ../tests/golden/cli/counts_units.csv --cases ../tests/golden/cli/counts_log.csv --as-of 2024-09-30 --lang en
