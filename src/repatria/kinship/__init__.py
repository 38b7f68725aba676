"""Markers, profiles, pedigrees and models → likelihoods of kinship, exact. No stored state."""
