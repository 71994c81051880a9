"""The demonstration: the plan of 2022 as it went until the middle of September, told through the portal's services."""
