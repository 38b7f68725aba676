"""Haplotypes that pass down one line whole: Y-linked markers and mitochondrial DNA."""
