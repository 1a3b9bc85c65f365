deadlines data/phong-tho-2024/plan.txt --as-of 31/02/2024
exit 2
