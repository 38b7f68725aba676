"""What changes handovers, each in one transaction with its entry in the access log."""
