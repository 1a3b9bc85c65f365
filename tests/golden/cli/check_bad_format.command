check ../tests/golden/cli/small_units.csv --format csv
exit 2
