percentage 147 122 --file ../tests/golden/cli/printed.csv --lang en
exit 2
