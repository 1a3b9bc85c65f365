calendar 2024 --format json --lang vi
