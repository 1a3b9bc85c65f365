reconcile ../tests/golden/slips/row_twice.txt --format json --lang en
exit 1
