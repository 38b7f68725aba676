"""The command line, `repatria …`: the record without the site."""
