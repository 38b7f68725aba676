"""What the register shows, as somebody may see it."""
