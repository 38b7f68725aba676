"""Pictures of lists, as SVG with a table beside."""
