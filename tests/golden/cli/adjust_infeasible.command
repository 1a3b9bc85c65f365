adjust data/phong-tho-2024/plan.txt --total 132 --max quota.registered --spread fewest
exit 2
