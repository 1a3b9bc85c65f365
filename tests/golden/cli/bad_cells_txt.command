report ../tests/golden/bad/cells.txt
exit 2
