convert data/phong-tho-2024/units.csv --to plan
