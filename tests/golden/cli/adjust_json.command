adjust data/phong-tho-2024/units.csv --total 128 --max quota.registered --spread fewest --format json
