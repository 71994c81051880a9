"""`make bench`: how the portal performs, as ratios to a floor that is measured in the same run."""
