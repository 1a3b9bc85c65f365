compare ../tests/golden/targets/none.csv draft=quota.wished@data/phong-tho-2024/units.csv
exit 2
