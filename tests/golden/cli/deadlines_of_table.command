deadlines data/phong-tho-2024/units.csv --as-of 2024-01-10 --lang en
