"""What was signed, checked for years by anyone: signed notes, a Merkle log, checkpoints,
cosignatures, proofs, acts and commitments. Pure: no Django, no files, no clock of its own."""
