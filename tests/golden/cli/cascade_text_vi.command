cascade data/phong-tho-2024/cells.csv --line quota.assigned@members.official --line quota.assigned.residential@members.residential --lang vi
