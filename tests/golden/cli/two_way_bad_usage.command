two-way data/phong-tho-2024/units.csv --lang en
exit 2
