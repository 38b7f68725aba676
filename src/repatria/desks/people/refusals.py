"""What the register does not take, as sentences for whoever asked."""

from __future__ import annotations

from repatria.base.errors import RepatriaError


class PeopleError(RepatriaError):
    """What was asked of the register cannot be; the sentence is for whoever asked."""
