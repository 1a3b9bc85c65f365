reconcile ../tests/golden/slips/cell_changed.txt --format csv --lang en
exit 1
