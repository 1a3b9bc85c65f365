reconcile ../tests/golden/slips/cell_changed.txt --lang vi
exit 1
