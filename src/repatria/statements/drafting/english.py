"""The rule tables of English, by theme: acts, speech, offices, counts."""

from __future__ import annotations

from repatria.statements.drafting.english_acts import ACTS
from repatria.statements.drafting.english_counts import COUNTS
from repatria.statements.drafting.english_offices import OFFICES
from repatria.statements.drafting.english_speech import SPEECH
from repatria.statements.drafting.lexicon import joined

ENGLISH = joined(ACTS, SPEECH, OFFICES, COUNTS)
