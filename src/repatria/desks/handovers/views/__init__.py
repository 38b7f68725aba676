"""The views of handovers."""
