"""Remains against families by the thousand: tables, a screen that misses nothing, candidates."""
