"""The record desk: sources, claims and exchanges as the public knows them."""
