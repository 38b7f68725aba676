"""What the desk refuses."""

from __future__ import annotations

from repatria.base.errors import RepatriaError


class ExchangeError(RepatriaError):
    """What cannot be done with an agreement or a list; the text says why."""
