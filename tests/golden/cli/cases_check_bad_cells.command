cases check data/phong-tho-2024/units.csv --cases ../tests/golden/cli/bad_cells.csv --lang en
exit 2
