adjust data/phong-tho-2024/units.csv --total 121 --total quota.assigned.residential=44 --most 1 --spread fewest --format csv
