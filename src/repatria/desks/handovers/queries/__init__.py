"""The queries of handovers."""
