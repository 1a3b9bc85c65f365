due data/phong-tho-2024/units.csv --cases data/phong-tho-2024/cases-2024.csv --as-of 2024-10-31 --within 30 --format csv
