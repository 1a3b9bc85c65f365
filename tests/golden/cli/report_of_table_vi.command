report data/phong-tho-2024/units.csv --lang vi
