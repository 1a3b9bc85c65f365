workdays 2024-02-31 3
exit 2
