cascade data/phong-tho-2024/cells.csv --by members.official --format csv
