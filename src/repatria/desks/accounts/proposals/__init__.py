"""The rule of two: what cannot be undone is proposed by one person and seconded by another."""
