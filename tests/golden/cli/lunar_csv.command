lunar 1968-01-29 --format csv
