rules show cell.term --as-of 2024-01-15 --lang en
