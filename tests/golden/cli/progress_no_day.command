progress data/phong-tho-2024/plan.txt --cases data/phong-tho-2024/cases-2024.csv --lang en
exit 2
