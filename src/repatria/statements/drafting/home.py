"""Whose side “we” and “ours” are where the outlet itself, or nobody of a party, says so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from repatria.statements.drafting.lexicon import Lexicon
from repatria.statements.drafting.mentions import Mention, Place
from repatria.statements.drafting.model import Said, Span
from repatria.statements.drafting.party_words import CASES, PartyWords
from repatria.statements.drafting.prose import fold, rule
from repatria.statements.drafting.speech import Attribution
from repatria.statements.vocabulary import Voice

# How near, in characters, a party stands to “our” when both are the same.
_NEAR = 12
_BESIDE = 6
_OURS = frozenset({Place.BELONGS, Place.TO})


def own_voice(outlet: str, parties: Mapping[str, PartyWords], language: str) -> Said:
    """The voice in which the text speaks where it names nobody: the outlet's, or an office's.

    The channel of a party's office is that party; an outlet of a party is a medium of its side.
    """
    low = fold(outlet)
    for code, words in parties.items():
        forms = words.of(language)
        if low and not words.intermediary and rule(*forms.speakers).search(low):
            return Said(Voice.PARTY, code, outlet)
        if low and words.intermediary:
            names = (*forms.speakers, *(form for case in CASES for form in getattr(forms, case)))
            if rule(*names).fullmatch(low):
                return Said(Voice.INTERMEDIARY, "", outlet, code)
        if low and rule(*forms.outlets).search(low):
            return Said(Voice.MEDIA, code, outlet)
    return Said(Voice.MEDIA)


def home_side(
    low: str,
    said: Mapping[Span, tuple[Attribution, ...]],
    mentions: tuple[Mention, ...],
    own: Said,
    parties: Mapping[str, PartyWords],
    lexicon: Lexicon,
    language: str,
) -> str:
    """The side that the text calls its own, by the words beside “our”; else by its language."""
    if own.party:
        return own.party
    codes = [code for code, words in parties.items() if not words.intermediary]
    votes: Counter[str] = Counter()
    for sentence, several in said.items():
        if any(one.said.party for one in several):
            continue
        for mention in mentions:
            if sentence.holds(mention.span) and rule(*lexicon.captivity).match(
                low, mention.span.end + 1
            ):
                # Captivity is the other side's.
                votes.update(code for code in codes if code != mention.party)
        for match in rule(*lexicon.ours).finditer(low, sentence.start, sentence.end):
            for mention in mentions:
                gap = max(mention.span.start - match.end(), match.start() - mention.span.end)
                if not sentence.holds(mention.span) or gap > _NEAR:
                    continue
                if mention.place in _OURS or (mention.place is Place.PEOPLE and gap <= _BESIDE):
                    votes[mention.party] += 1
                elif mention.place is Place.FROM:
                    votes.update(code for code in codes if code != mention.party)
    votes.update(code for code in codes if parties[code].language == language)
    best = votes.most_common(2)
    if len(best) == 1 or (best and best[0][1] > best[1][1]):
        return votes.most_common(1)[0][0]
    return ""
