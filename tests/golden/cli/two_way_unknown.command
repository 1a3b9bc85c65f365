two-way data/phong-tho-2024/units.csv --rows goal --column nope=4 --hold PT-99:nope=1 --lang en
exit 2
