cases check ../tests/golden/cli/counts_units.csv --cases ../tests/golden/cli/counts_log.csv --lang vi
exit 1
