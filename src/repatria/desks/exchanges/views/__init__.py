"""The pages of agreements and lists."""
