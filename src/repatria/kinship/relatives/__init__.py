"""Words for relatives, the paths they stand for, and the families that are built from them."""
