two-way data/phong-tho-2024/units.csv --column quota.registered.residential=45 --column quota.registered=79 --lang en
exit 2
