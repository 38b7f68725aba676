"""Finding one person among many by what somebody types, in any of the three scripts.

A store keeps the pairs of person and key (`keys_of`) in a table with an ordinary index on the key.
A search reads the text (`query`), asks the table for the keys of one tier after another until there
are people enough (`found`), and puts their records in order (`ranked`)::

    looked_for = query("Шевчук М.І. 14.06.87", today)
    people = found(looked_for, ask_the_table)
    hits = ranked(looked_for, records_of(people))

Keys are ASCII and are met by equality alone, so that no collation of a database changes anything.
"""

from __future__ import annotations

from repatria.names.search_keys import MOST_KEYS, keys_of
from repatria.names.search_query import ENOUGH, MOST, Query, found, query
from repatria.names.search_ranking import Hit, ranked
from repatria.names.search_tiers import Tier

__all__ = [
    "ENOUGH",
    "MOST",
    "MOST_KEYS",
    "Hit",
    "Query",
    "Tier",
    "found",
    "keys_of",
    "query",
    "ranked",
]
