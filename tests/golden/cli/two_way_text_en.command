two-way data/phong-tho-2024/units.csv --column quota.registered.residential=45 --rest quota.registered --method jefferson --hold PT-01:rest=5 --max PT-12:quota.registered.residential=2 --lang en
