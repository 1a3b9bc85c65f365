convert ../tests/golden/plans/groups.txt
