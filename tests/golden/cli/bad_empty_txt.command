report ../tests/golden/bad/empty.txt
exit 2
