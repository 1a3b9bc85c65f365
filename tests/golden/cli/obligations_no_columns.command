obligations data/phong-tho-2024/plan.txt --submissions ../tests/golden/cli/no_columns.csv --as-of 2024-01-20
exit 2
