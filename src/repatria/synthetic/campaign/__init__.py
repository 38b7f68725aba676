"""Made-up campaigns of identification: remains, families, and who is whom. All of it synthetic."""
