workdays 2026-12-20 30
