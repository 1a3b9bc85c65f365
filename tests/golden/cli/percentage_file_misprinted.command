percentage --file ../tests/golden/cli/misprinted.csv --lang en
exit 1
