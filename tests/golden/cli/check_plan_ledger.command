check data/phong-tho-2024/plan.txt --as-of 2024-02-01 --lang en --submissions data/phong-tho-2024/submissions.csv
