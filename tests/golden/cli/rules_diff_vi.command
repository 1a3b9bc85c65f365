rules diff 2024-01-15 2025-07-01 --lang vi
