explain data/phong-tho-2024/plan.txt PT-16 quota.assigned --format csv
