adjust data/phong-tho-2024/plan.txt --set PT-03=6 --why PT-03 --why PT-10 --lang vi
