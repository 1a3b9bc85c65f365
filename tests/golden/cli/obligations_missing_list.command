obligations data/phong-tho-2024/plan.txt --submissions none.csv --as-of 2024-01-20
exit 2
