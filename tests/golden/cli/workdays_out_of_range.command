workdays 2199-12-31 3
exit 2
