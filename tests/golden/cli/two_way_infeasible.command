two-way data/phong-tho-2024/units.csv --column quota.registered.residential=45 --rest quota.registered --hold PT-01:rest=9 --hold PT-01:quota.registered.residential=5 --lang en
exit 2
