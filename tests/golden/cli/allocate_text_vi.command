allocate data/phong-tho-2024/plan.txt --by quota.registered --seats 125 --max quota.registered --ties order --hold PT-03=4 --hold PT-09=7 --lang vi
