convert data/phong-tho-2024/plan.txt --to json
