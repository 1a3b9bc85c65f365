cascade data/phong-tho-2024/cells.csv --by members.official --hold PT-03-M1=3 --min PT-03-M2=2 --min PT-01-M1=5
exit 2
