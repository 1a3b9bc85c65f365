deadlines data/phong-tho-2024/units.csv --obligations ../tests/golden/cli/obligations.csv --as-of 2024-06-20 --lang vi
