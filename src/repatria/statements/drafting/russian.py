"""The rule tables of Russian, by theme: acts, speech, offices, counts."""

from __future__ import annotations

from repatria.statements.drafting.lexicon import joined
from repatria.statements.drafting.russian_acts import ACTS
from repatria.statements.drafting.russian_counts import COUNTS
from repatria.statements.drafting.russian_offices import OFFICES
from repatria.statements.drafting.russian_speech import SPEECH

RUSSIAN = joined(ACTS, SPEECH, OFFICES, COUNTS)
