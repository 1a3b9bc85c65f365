report ../tests/golden/plans/rows_not_understood.txt --lang vi
