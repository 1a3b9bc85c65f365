rules list --as-of 2024-01-15 --lang vi
