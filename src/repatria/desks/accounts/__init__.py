"""Accounts: who works here, for whom, and what each may see and do."""
