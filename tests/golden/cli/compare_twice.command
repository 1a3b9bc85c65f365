compare data/phong-tho-2024/plan.txt data/phong-tho-2024/units.csv
exit 2
