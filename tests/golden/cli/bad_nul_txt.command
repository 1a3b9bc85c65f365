report ../tests/golden/bad/nul.txt
exit 2
