deadlines data/phong-tho-2024/plan.txt --as-of 2024-01-10 --from 2024-12-31 --to 2024-01-01
exit 2
