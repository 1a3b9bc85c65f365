calendar 2026 --format csv --lang vi
