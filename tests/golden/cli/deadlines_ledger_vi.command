deadlines data/phong-tho-2024/plan.txt --submissions data/phong-tho-2024/submissions.csv --as-of 2024-03-20 --within 15 --lang vi
