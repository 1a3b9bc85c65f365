reconcile ../tests/golden/slips/digits_of_total.txt --lang vi
exit 1
