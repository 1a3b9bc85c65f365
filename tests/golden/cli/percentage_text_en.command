percentage 134 107.2 --lang en
