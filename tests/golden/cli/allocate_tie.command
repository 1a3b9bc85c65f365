allocate data/phong-tho-2024/plan.txt --by quota.registered --seats 125 --max quota.registered
exit 2
