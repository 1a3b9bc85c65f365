reconcile ../tests/golden/slips/row_twice.txt --lang vi
exit 1
