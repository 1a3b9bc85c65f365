explain PT-16 quota.registered.residential data/phong-tho-2024/plan.txt --lang en
