report data/phong-tho-2024/plan.txt --colour
exit 2
