"""The jobs of accounts, for the workers, which look for this module."""

from __future__ import annotations

from repatria.desks.accounts.access.jobs import keep_head
from repatria.desks.accounts.proposals.jobs import expire

__all__ = ["expire", "keep_head"]
