rollup data/phong-tho-2024/plan.txt --format json --lang en
