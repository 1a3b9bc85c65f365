report ../tests/golden/plans/groups.txt --lang vi
