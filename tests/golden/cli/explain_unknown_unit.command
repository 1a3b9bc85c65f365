explain PT-99 quota.assigned data/phong-tho-2024/plan.txt
exit 2
