percentage --file ../tests/golden/cli/printed.csv --format json
