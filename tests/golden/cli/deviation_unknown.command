deviation data/phong-tho-2024/units.csv --registered quota.wished
exit 2
