report ../tests/golden/bad/blank.txt
exit 2
