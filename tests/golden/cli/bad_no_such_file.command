report no/such/plan.txt
exit 2
