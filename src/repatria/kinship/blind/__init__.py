"""Blind search among remains: fragments of one person, and close kin among the dead."""
