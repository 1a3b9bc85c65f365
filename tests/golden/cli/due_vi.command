due data/phong-tho-2024/units.csv --cases data/phong-tho-2024/cases-2024.csv --as-of 2024-09-30 --within 45 --lang vi
