"""Readers and writers of files: one module a format, and the guards that stand before them."""
