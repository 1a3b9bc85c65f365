compare data/phong-tho-2024/plan.txt draft=quota.registered@data/phong-tho-2024/units.csv --from assigned --format csv
