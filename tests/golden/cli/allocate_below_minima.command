allocate data/phong-tho-2024/plan.txt --by quota.registered --seats 30 --hold PT-01=20 --hold PT-02=12 --hold PT-03=1
exit 2
