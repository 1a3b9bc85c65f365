allocate data/phong-tho-2024/units.csv --by quota.registered --seats 1000001 --log --lang en
exit 2
