deviation data/phong-tho-2024/units.csv --registered quota.registered.residential --assigned quota.assigned.residential --format json --lang en
