allocate data/phong-tho-2024/plan.txt --by quota.registered --seats 125 --method quota --ties order --why PT-01 --format json --lang en
