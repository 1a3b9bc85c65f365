reconcile ../tests/golden/slips/row_left_out.txt --lang en
exit 1
