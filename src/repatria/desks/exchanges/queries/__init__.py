"""What is read of agreements and lists, as somebody may see it."""
