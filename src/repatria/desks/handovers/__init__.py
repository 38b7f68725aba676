"""Handovers: what was signed to have happened, and the log that it stands in."""
