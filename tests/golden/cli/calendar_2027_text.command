calendar 2027 --format text --lang vi
