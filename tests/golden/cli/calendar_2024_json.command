calendar 2024 --lang en
