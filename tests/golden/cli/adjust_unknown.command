adjust data/phong-tho-2024/plan.txt --set PT-99=6 --hold PT-01:women --total -4
exit 2
