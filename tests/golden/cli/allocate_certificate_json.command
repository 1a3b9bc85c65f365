allocate data/phong-tho-2024/units.csv --by quota.registered.residential --seats 10 --ties order --method hamilton --certificate --format json --lang vi
