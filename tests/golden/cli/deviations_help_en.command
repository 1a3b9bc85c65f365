deviations --help --lang en
