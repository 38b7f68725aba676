"""The statements format as data: the keys of its YAML, the columns of its tables, their HXL tags.

Readers, writers and the documentation's test all go by these tables (docs/formats/statements.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

FORMAT = "repatria-statements/1"


@dataclass(frozen=True, slots=True)
class Shape:
    """The keys that one kind of YAML mapping may have, by what stands under them."""

    text: tuple[str, ...]
    lists: tuple[str, ...] = ()
    """A list of texts, or one text."""
    languages: tuple[str, ...] = ()
    """A text (taken as English), or texts by language code."""
    tables: tuple[str, ...] = ()
    """A mapping with free keys and texts under them."""
    rows: Mapping[str, Shape] = field(default_factory=dict)
    """A list of mappings, or one mapping."""

    @property
    def keys(self) -> tuple[str, ...]:
        return (*self.text, *self.lists, *self.languages, *self.tables, *self.rows)


PARTY = Shape(("code",), languages=("name",))
SPEAKER = Shape(("code", "voice", "party", "office"), languages=("name",))
SOURCE = Shape(("key", "title", "url", "published", "outlet", "digest"))
TERM = Shape(
    ("topic", "form", "from", "to", "quantity", "words"),
    lists=("categories",),
    languages=("text",),
)
READING = Shape((), lists=("by", "claims"), rows={"terms": TERM})
AGREEMENT = Shape(("code", "date"), languages=("name",), rows={"readings": READING})
NUMBERING = Shape(("by", "number", "basis"))
EXCHANGE = Shape(
    ("code", "date", "title", "track", "happened", "agreement", "series"),
    lists=("intermediaries",),
    rows={"numbering": NUMBERING},
)
EVIDENCE = Shape(("kind", "shows", "place", "place_certainty"))
PARTITION = Shape(("by", "complete"), tables=("parts",))
JUDGEMENT = Shape(("first", "second", "verdict", "by", "on", "withdrawn_on"))
VERDICTS = ("same", "different", "unsure")

# The columns of a statement and the HXL 1.1 tag of each, in the order in which they are written.
# `evidence_…` stands for the YAML key `evidence` and what is under it.
STATEMENT_COLUMNS: Mapping[str, str] = {
    "id": "#meta+id",
    "kind": "#indicator+type",
    "exchange": "#event+code",
    "agreement": "#event+agreement+code",
    "covers": "#date+covered",
    "from": "#org+giver+code",
    "to": "#org+receiver+code",
    "both": "#meta+both",
    "per": "#meta+per",
    "category": "#affected+category",
    "unit": "#affected+unit",
    "quantity": "#affected+stated",
    "words": "#affected+stated+words",
    "speaker": "#org+speaker+code",
    "source": "#meta+source+code",
    "said_on": "#date+reported",
    "as_of": "#date+as_of",
    "silent": "#org+silent+code+list",
    "counting": "#meta+counting",
    "identity": "#description+identity",
    "evidence_kind": "#description+evidence+type",
    "evidence_shows": "#description+evidence",
    "evidence_place": "#loc+evidence+name",
    "evidence_place_certainty": "#loc+evidence+certainty",
    "parts": "#affected+parts+list",
    "paraphrase": "#description+paraphrase",
    "quote": "#description+quote",
    "relay": "#meta+relay",
    "uncertain": "#meta+uncertain+list",
    "supersedes": "#meta+supersedes+id",
    "withdrawn_on": "#date+withdrawn",
    "withdrawn_why": "#description+withdrawn",
    "embargo_until": "#date+embargo",
}

# Definitions that a table can carry beside a statement, for codes that are not known yet.
DEFINITION_COLUMNS: Mapping[str, str] = {
    "speaker_name": "#org+speaker+name",
    "speaker_voice": "#org+speaker+type",
    "speaker_party": "#org+speaker+party+code",
    "speaker_office": "#org+speaker+office",
    "source_title": "#meta+source+name",
    "source_url": "#meta+source+url",
    "source_published": "#date+published",
    "source_outlet": "#org+outlet+name",
    "source_digest": "#meta+source+digest",
    "exchange_date": "#date+event",
    "exchange_title": "#event+name",
    "exchange_track": "#event+type",
    "exchange_happened": "#status+event+happened",
    "exchange_agreement": "#event+agreement+framework+code",
}
COLUMNS: Mapping[str, str] = {**STATEMENT_COLUMNS, **DEFINITION_COLUMNS}

_LISTS = ("silent", "uncertain")
STATEMENT = Shape(
    tuple(
        name
        for name in STATEMENT_COLUMNS
        if name not in _LISTS and name != "parts" and not name.startswith("evidence_")
    ),
    lists=_LISTS,
    rows={"evidence": EVIDENCE, "parts": PARTITION},
)
DOCUMENT = Shape(
    ("format", "title"),
    lists=("notes",),
    rows={
        "parties": PARTY,
        "speakers": SPEAKER,
        "sources": SOURCE,
        "agreements": AGREEMENT,
        "exchanges": EXCHANGE,
        "statements": STATEMENT,
        "judgements": JUDGEMENT,
    },
)
