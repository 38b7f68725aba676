"""The record's pages: a module a kind, with the page and its files (CSV, JSON, JSON-LD)."""
