report ../tests/golden/bad/headless.txt
exit 2
