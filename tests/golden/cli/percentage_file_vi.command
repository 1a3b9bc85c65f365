percentage --file ../tests/golden/cli/printed.csv --lang vi
