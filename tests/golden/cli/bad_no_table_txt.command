report ../tests/golden/bad/no_table.txt
exit 2
