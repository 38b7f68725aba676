"""A list on its way into the register: kept, read by its mapping, tried, taken in."""
