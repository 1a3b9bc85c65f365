check data/phong-tho-2024/plan.txt --rules data/rules/district.json --lang en
