percentage --file ../tests/golden/cli/bad_printed.csv --lang en
exit 2
