snapshot data/phong-tho-2024/plan.txt
exit 2
