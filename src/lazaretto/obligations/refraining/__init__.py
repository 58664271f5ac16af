"""What must not happen, family by family: the functions that ``obligations.conditions`` lists."""
