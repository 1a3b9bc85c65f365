cascade data/phong-tho-2024/cells.csv --by members.official --why PT-09 --why PT-12-M1 --lang en
