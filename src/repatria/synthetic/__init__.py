"""Made-up material with known truth, for tests, benches and demonstrations. All of it synthetic."""
