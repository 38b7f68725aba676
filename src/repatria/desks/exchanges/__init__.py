"""Exchanges: agreements in each party's reading, and the lists that are made under them."""
