report ../tests/golden/bad/utf16.txt
exit 2
