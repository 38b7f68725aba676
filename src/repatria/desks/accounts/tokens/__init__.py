"""Tokens: keys with which programs read what their owner may see."""
