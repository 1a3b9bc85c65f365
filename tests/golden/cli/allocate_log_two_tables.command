allocate data/phong-tho-2024/units.csv --by quota.registered.residential --seats 10 --ties order --log --certificate --format csv --lang en
exit 2
