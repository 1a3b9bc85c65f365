explain PT-16 quota.assigned data/phong-tho-2024/plan.txt --format json
