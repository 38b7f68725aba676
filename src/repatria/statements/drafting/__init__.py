"""An article read by rules into drafts of claims, each tied to its place in the text.

Nothing here decides: a person accepts, mends or drops every draft. No network, no model, no state.
The rules are tables (docs/methods/drafting.md).
"""

from repatria.statements.drafting.flat_words import words_of
from repatria.statements.drafting.model import Draft, Drafts, Left, Said, Span
from repatria.statements.drafting.party_words import Forms, PartyWords
from repatria.statements.drafting.reading import draft
from repatria.statements.drafting.sentences import english

__all__ = [
    "Draft",
    "Drafts",
    "Forms",
    "Left",
    "PartyWords",
    "Said",
    "Span",
    "draft",
    "english",
    "words_of",
]
