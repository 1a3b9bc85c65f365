cascade data/phong-tho-2024/cells.csv --by members.official --top PT-09 --line quota.assigned=9 --hold PT-09-M4=2 --max PT-09-M1:quota.assigned=3 --format json
