two-way --help --lang vi
