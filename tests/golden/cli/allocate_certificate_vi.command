allocate data/phong-tho-2024/units.csv --by quota.registered --seats 125 --max quota.registered --hold PT-03=4 --hold PT-12=6 --ties order --certificate --lang vi
