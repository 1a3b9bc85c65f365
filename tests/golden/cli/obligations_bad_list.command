obligations data/phong-tho-2024/plan.txt --submissions ../tests/golden/cli/bad_submissions.csv --as-of 2024-01-20 --lang en
exit 2
