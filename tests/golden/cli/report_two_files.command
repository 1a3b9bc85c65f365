report ../tests/golden/plans/groups.txt ../tests/golden/plans/no_total.txt --lang en
