rules diff 2025-06-30 01/07/2025 --lang en --format json
