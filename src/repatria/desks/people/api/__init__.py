"""The register in the interface for programs: what its readers may export, and what a token that
was made for it enters and takes back.

A program says what for in every address (`?purpose=`), and each answer stands in the access log.
"""
