report ../tests/golden/bad/binary.bin
exit 2
