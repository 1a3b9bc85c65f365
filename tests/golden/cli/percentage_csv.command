percentage 147 122 --format csv
