two-way data/phong-tho-2024/units.csv --column quota.registered.residential=45 --rest quota.registered --format csv
