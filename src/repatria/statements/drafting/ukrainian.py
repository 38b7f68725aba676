"""The rule tables of Ukrainian, by theme: acts, speech, offices, counts."""

from __future__ import annotations

from repatria.statements.drafting.lexicon import joined
from repatria.statements.drafting.ukrainian_acts import ACTS
from repatria.statements.drafting.ukrainian_counts import COUNTS
from repatria.statements.drafting.ukrainian_offices import OFFICES
from repatria.statements.drafting.ukrainian_speech import SPEECH

UKRAINIAN = joined(ACTS, SPEECH, OFFICES, COUNTS)
