"""The access log: who looked at what, when and what for. Appended to, chained, never changed."""
