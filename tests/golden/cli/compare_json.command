compare old=quota.registered@data/phong-tho-2024/units.csv new=quota.assigned@data/phong-tho-2024/cells.csv --format json
