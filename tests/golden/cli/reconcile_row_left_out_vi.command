reconcile ../tests/golden/slips/row_left_out.txt --lang vi
exit 1
