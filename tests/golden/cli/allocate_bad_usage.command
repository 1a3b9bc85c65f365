allocate data/phong-tho-2024/plan.txt --by quota.registered --seats many
exit 2
