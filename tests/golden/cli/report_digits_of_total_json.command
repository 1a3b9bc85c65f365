report ../tests/golden/slips/digits_of_total.txt --format json --lang vi
