"""People's names in Ukrainian, Russian and Latin script: read, compared, and records linked.

`reading.read` reads a name as a source wrote it, `comparing.compare_names` holds two of them
against each other part by part, and `linking` links the records of lists.
"""
