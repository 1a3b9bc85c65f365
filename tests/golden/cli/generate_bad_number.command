generate --units 12x
exit 2
