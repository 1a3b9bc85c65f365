allocate data/phong-tho-2024/plan.txt --by quota.wished --seats -3 --hold PT-99=1
exit 2
