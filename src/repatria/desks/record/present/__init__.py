"""What pages show, made from what the queries found: pure functions to frozen dataclasses."""
