ical data/phong-tho-2024/plan.txt --as-of 2024-01-02 --lang en --alarm 7 --domain example.org
