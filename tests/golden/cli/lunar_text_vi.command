lunar 2025-07-25 --format text --lang vi
