percentage 147 122 120 --lang vi
