workdays 15/01/2024 30 --count-first-day
