report ../tests/golden/bad/broken_utf8.txt
exit 2
