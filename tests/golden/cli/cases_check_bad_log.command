cases check data/phong-tho-2024/units.csv --cases ../tests/golden/cli/bad_log.csv --lang en
exit 1
