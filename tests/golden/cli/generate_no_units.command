generate --units 0
exit 2
