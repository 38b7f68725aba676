"""Where a log is kept: in a file of its own (SQLite), or in a schema of its own (PostgreSQL)."""
