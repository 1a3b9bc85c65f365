generate --units 12 --seed 7
