lunar 2024-02-31 1700-01-01 x
exit 2
