deadlines data/phong-tho-2024/plan.txt --as-of 2024-01-10 --within 30d --format json
