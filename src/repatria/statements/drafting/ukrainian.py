"""The rule tables of Ukrainian, by theme: acts, speech, counts."""

from __future__ import annotations

from repatria.statements.drafting.lexicon import joined
from repatria.statements.drafting.ukrainian_acts import ACTS
from repatria.statements.drafting.ukrainian_counts import COUNTS
from repatria.statements.drafting.ukrainian_speech import SPEECH

UKRAINIAN = joined(ACTS, SPEECH, COUNTS)
