"""What every room needs: the error tree, partial dates, canonical bytes, progress, messages."""
