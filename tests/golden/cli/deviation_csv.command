deviation data/phong-tho-2024/plan.txt --format csv
