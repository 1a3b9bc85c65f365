cases check data/phong-tho-2024/units.csv --cases data/phong-tho-2024/cases-2024.csv --lang en
