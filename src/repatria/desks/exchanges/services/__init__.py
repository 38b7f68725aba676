"""What changes agreements and lists, each in one transaction with its entry in the access log."""
