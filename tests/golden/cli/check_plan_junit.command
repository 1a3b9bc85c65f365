check data/phong-tho-2024/plan.txt --as-of 2024-01-15 --lang vi --format junit
