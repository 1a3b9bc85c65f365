explain PT quota.wishes data/phong-tho-2024/plan.txt
exit 2
