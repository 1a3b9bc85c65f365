deviation data/phong-tho-2024/plan.txt --method hill --cap none --registered quota.registered --lang en
