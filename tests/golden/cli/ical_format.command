ical data/phong-tho-2024/plan.txt --format json
exit 2
