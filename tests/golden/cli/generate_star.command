generate --shape star --units 3
