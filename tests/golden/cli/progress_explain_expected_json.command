progress data/phong-tho-2024/plan.txt --cases data/phong-tho-2024/cases-2024.csv --as-of 2024-10-05 --period 2024-Q3 --explain PT:expected --format json
