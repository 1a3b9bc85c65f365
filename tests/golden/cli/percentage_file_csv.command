percentage --file ../tests/golden/cli/printed.csv --format csv
