two-way data/phong-tho-2024/units.csv --column quota.registered.residential=45 --rest quota.registered --why PT-01 --why PT-39 --lang vi
