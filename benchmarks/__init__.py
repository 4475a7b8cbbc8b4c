"""Speed as ratios: the product's figure over a physical floor measured in the same run."""
