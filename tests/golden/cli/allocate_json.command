allocate data/phong-tho-2024/units.csv --by quota.registered.residential --seats 10 --method hamilton --min 0 --ties order --format json --lang en
