allocate --help --lang vi
