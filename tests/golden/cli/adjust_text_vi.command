adjust data/phong-tho-2024/plan.txt --set PT-03=6 --hold PT-01 --hold PT-02:quota.assigned.residential --lang vi
