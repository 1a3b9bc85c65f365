workdays 2026-01-05 30 --format csv
