allocate data/phong-tho-2024/units.csv --by quota.registered.residential --seats 18 --ties order --min 1 --log --lang en
