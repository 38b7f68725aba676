"""Why the ledger refuses something: one error, with a kind from a closed list and one sentence."""

from __future__ import annotations

from enum import StrEnum

from repatria.base.errors import RepatriaError


class Why(StrEnum):
    """The kinds of refusal, as the trail keeps them."""

    MALFORMED = "malformed"
    """The bytes are not what they should be: a note, a proof, a tile, a key."""
    SIGNATURE = "signature"
    """A signature of a known key that is not over this text."""
    UNKNOWN_KEY = "unknown_key"
    """No signature by any key that is known here."""
    QUORUM = "quorum"
    """Signatures that are needed are missing."""
    REPLAYED = "replayed"
    """The same thing a second time, or in a log that it was not made for."""
    CLOCK = "clock"
    """A time that cannot be right."""
    FORK = "fork"
    """Two histories of one log."""
    TREE = "tree"
    """A proof that does not lead to the root."""
    KEY = "key"
    """A key that cannot be opened, was revoked, or is for something else."""
    STORE = "store"
    """The store could not keep it: a full disk, a lock, a damaged file."""


class LedgerRefused(RepatriaError):
    """What the ledger did not accept. `template` is the English sentence with `{places}` for
    `params`, so that whoever shows it can say it in another language."""

    def __init__(self, why: Why, template: str, **params: str | int) -> None:
        self.why, self.template, self.params = why, template, params
        super().__init__(template.format(**params))


def malformed(template: str, **params: str | int) -> LedgerRefused:
    """A refusal of bytes that cannot be read."""
    return LedgerRefused(Why.MALFORMED, template, **params)
