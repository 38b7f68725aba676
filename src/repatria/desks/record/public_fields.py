"""What the public store may hold: every table, every column, every name inside a `data` column.

Whatever stands here can be read by anybody. A test compares the list with the store itself, and
what is written is checked against it: a new field becomes public by being put here, after somebody
asked whether it may single a person out, and in no other way.
"""

from __future__ import annotations

from typing import Any

from repatria.base.errors import RepatriaError

TABLES: dict[str, frozenset[str]] = {
    "record_party": frozenset({"code", "order", "data"}),
    "record_speaker": frozenset({"code", "data"}),
    "record_source": frozenset({"key", "published", "outlet", "known_from", "data"}),
    "record_agreement": frozenset({"code", "day", "data"}),
    "record_exchange": frozenset(
        {"code", "day", "track", "happened", "agreement_id", "known_from", "data"}
    ),
    "record_claim": frozenset(
        {
            "code", "exchange_id", "agreement_id", "speaker_id", "source_id", "kind", "track",
            "giver", "receiver", "said", "known_from", "covers_first", "covers_last", "supersedes",
            "digest", "data",
        }
    ),
    "record_judgement": frozenset({"id", "first_id", "second_id", "data"}),
    "record_leg": frozenset({"id", "exchange_id", "giver", "receiver", "track", "day"}),
    "record_legstate": frozenset(
        {
            "id", "leg_id", "giver", "receiver", "track", "day", "since", "until", "counted",
            "category", "unit", "grade", "low", "high", "giver_state", "giver_low", "giver_high",
            "giver_speakers", "giver_unnamed", "receiver_state", "receiver_low", "receiver_high",
            "receiver_speakers", "receiver_unnamed", "words",
        }
    ),
    "record_finding": frozenset({"id", "key", "kind", "scope", "day", "since", "until", "data"}),
    "record_finding_legs": frozenset({"id", "finding_id", "leg_id"}),
    "record_check": frozenset({"id", "claim_id", "since", "until", "data"}),
    "record_intake": frozenset(
        {"id", "file", "digest", "at", "title", "notes", "claims_new", "claims_held"}
    ),
    "record_change": frozenset({"id", "at", "day", "what", "kind", "subject", "corrects"}),
    # Django's own note of which tables were made.
    "django_migrations": frozenset({"id", "app", "name", "applied"}),
}  # fmt: skip

DATA: dict[str, frozenset[str]] = {
    "party": frozenset({"code", "name"}),
    "speaker": frozenset({"code", "name", "voice", "party", "office", "names"}),
    "source": frozenset({"key", "title", "url", "published", "outlet", "digest"}),
    "agreement": frozenset({"code", "name", "date", "readings"}),
    "exchange": frozenset(
        {
            "code", "date", "title", "track", "agreement", "series", "intermediaries", "numbering",
            "happened",
        }
    ),
    "claim": frozenset(
        {
            "id", "kind", "quantity", "unit", "category", "speaker", "source", "said_on", "from",
            "to", "both", "exchange", "agreement", "covers", "as_of", "silent", "counting",
            "identity", "paraphrase", "relay", "uncertain", "supersedes", "withdrawn_on",
            "embargo_until", "parts", "per", "evidence", "quote", "withdrawn_why",
        }
    ),
    "judgement": frozenset({"first", "second", "verdict", "by", "on", "withdrawn_on"}),
}  # fmt: skip


class UnlistedFieldError(RepatriaError):
    """Something was about to be published that is not on the list of what may be."""


def listed(kind: str, data: dict[str, Any]) -> dict[str, Any]:
    """The data as they are, where all of it may be public. Raises `UnlistedFieldError`."""
    unlisted = data.keys() - DATA[kind]
    if unlisted:
        raise UnlistedFieldError(
            f"{', '.join(sorted(unlisted))} of a {kind} may not be published: "
            "it is not on the list of public fields"
        )
    return data
