"""What a store refuses, in sentences that one can act on; all of the kind `STORE`."""

from __future__ import annotations

from repatria.base.messages import message
from repatria.ledger.refusing import LedgerRefused, Why

WAIT = 20.0
"""Seconds for which a writer waits for another."""


def full() -> LedgerRefused:
    """No room is left."""
    return LedgerRefused(
        Why.STORE, message("The disk of the ledger's store is full; nothing was kept.")
    )


def locked(wait: float) -> LedgerRefused:
    """Another writer does not end."""
    return LedgerRefused(
        Why.STORE,
        message("Somebody else has been writing to the ledger for {seconds} seconds; try again."),
        seconds=round(wait),
    )


def damaged(place: str, reason: str) -> LedgerRefused:
    """The store is not as it was left."""
    return LedgerRefused(
        Why.STORE,
        message(
            "The ledger's store {place} is damaged ({reason}). A copy of it serves only if nothing"
            " was taken since it was made; the handbook says what to do otherwise."
        ),
        place=place,
        reason=reason,
    )


def absent(place: str) -> LedgerRefused:
    """There is nothing there."""
    return LedgerRefused(
        Why.STORE, message("There is no store of a ledger at {place}."), place=place
    )


def foreign(place: str) -> LedgerRefused:
    """Something else is there."""
    return LedgerRefused(Why.STORE, message("{place} is no store of a ledger."), place=place)


def newer(place: str) -> LedgerRefused:
    """The store's version is not known here."""
    return LedgerRefused(
        Why.STORE, message("{place} was made by a newer version of Repatria."), place=place
    )


def keeps(reason: str) -> LedgerRefused:
    """A guard of the store refused a change."""
    return LedgerRefused(
        Why.STORE, message("The store keeps what it has: {reason}."), reason=reason
    )


def exposed(place: str, command: str) -> LedgerRefused:
    """Others can read or change the file."""
    return LedgerRefused(
        Why.STORE,
        message("Others than its owner can read or change {place}; run: {command}"),
        place=place,
        command=command,
    )


def unsynchronised(place: str) -> LedgerRefused:
    """The server promises what it does not keep."""
    return LedgerRefused(
        Why.STORE,
        message(
            "The server of {place} does not synchronise what it writes (fsync is off): what the"
            " ledger says to have kept could be lost."
        ),
        place=place,
    )


def lost(place: str) -> LedgerRefused:
    """The connection ended."""
    return LedgerRefused(
        Why.STORE,
        message(
            "The connection to {place} was lost. Look whether the act is in the log before it is"
            " sent again."
        ),
        place=place,
    )


def unusable(place: str, reason: str) -> LedgerRefused:
    """Anything else that a database says."""
    return LedgerRefused(
        Why.STORE,
        message("The ledger's store {place} cannot be used: {reason}."),
        place=place,
        reason=" ".join(reason.split()).removesuffix("."),
    )
