obligations data/phong-tho-2024/plan.txt --submissions data/phong-tho-2024/submissions.csv --as-of 2024-01-20 --format csv
exit 1
