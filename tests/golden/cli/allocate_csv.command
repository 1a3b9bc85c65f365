allocate data/phong-tho-2024/units.csv --by quota.registered --seats 125 --max quota.registered --ties lot:2024 --format csv
