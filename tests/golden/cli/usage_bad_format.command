report data/phong-tho-2024/plan.txt --format xml
exit 2
