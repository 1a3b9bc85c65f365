deadlines data/phong-tho-2024/plan.txt --obligations ../tests/golden/cli/bad_obligations.csv --as-of 2024-06-20
exit 2
