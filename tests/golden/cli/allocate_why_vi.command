allocate data/phong-tho-2024/plan.txt --by quota.registered --seats 125 --max quota.registered --ties lot:2024 --why PT-03 --why PT-13 --lang vi
