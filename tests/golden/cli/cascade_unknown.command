cascade data/phong-tho-2024/cells.csv --by members.wished --hold PT-77=1 --min PT-01:women=3
exit 2
