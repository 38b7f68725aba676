"""Whose side “we” and “ours” are where the outlet itself, or nobody of a party, says so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from repatria.statements.drafting.attribution import Attribution
from repatria.statements.drafting.lexicon import Lexicon
from repatria.statements.drafting.mentions import Mention, Place
from repatria.statements.drafting.model import Said, Span
from repatria.statements.drafting.party_words import CASES, PartyWords
from repatria.statements.drafting.prose import fold, rule
from repatria.statements.vocabulary import Voice

# How near, in characters, a party stands to “our” when both are the same.
_NEAR = 12
_BESIDE = 6
_WE = ("we", "ми", "мы")
# How far after “we” it stands to whom we give, or from whom we get.
_AFTER = 60
_OURS = frozenset({Place.BELONGS, Place.TO})


# What makes an outlet the channel of an office, and no press.
_OFFICIAL = rule(
    "ministry", "ministries", "mod", "mfa", "headquarters", "hq", "general staff", "ombuds~",
    "delegation", "commissioner~", "commission for", "president~", "government", "embassy", "army",
    "armed forces", "security service", "military intelligence", "negotiat~ (?:team|group)",
    "defen[cs]e department", "міністер~", "міноборони", "мзс", "мвс", "сбу", "гур", "штаб~",
    "генштаб~", "коордштаб~", "омбудсм~", "відомств~", "уповноважен~", "делегаці~", "президент~",
    "уряд(?:|у)", "посольств~", "збройн~ сил~", "розвідк~", "комісі(?:я|ї)", "министер~",
    "минобороны", "мид", "мвд", "фсб", "генштаб~", "омбудсм~", "ведомств~", "уполномоченн~",
    "делегаци~", "правительств~", "посольств~", "вооруж[её]нн~ сил~", "разведк~", "комисси(?:я|и)",
)  # fmt: skip


def official(outlet: str) -> bool:
    "Whether an outlet is an office's own channel: a ministry's page, a headquarters' bulletin."
    ""
    return _OFFICIAL.search(fold(outlet)) is not None


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
        owned = (*forms.adjective, *(form for case in CASES for form in getattr(forms, case)))
        if low and not words.intermediary and official(outlet) and rule(*owned).search(low):
            return Said(Voice.PARTY, code, outlet)
    return Said(Voice.MEDIA)


def _names(outlet: str, words: PartyWords, language: str) -> bool:
    forms = words.of(language)
    every = (*(form for case in CASES for form in getattr(forms, case)), *forms.adjective)
    return bool(outlet) and rule(*every).search(fold(outlet)) is not None


def home_side(
    low: str,
    said: Mapping[Span, tuple[Attribution, ...]],
    mentions: tuple[Mention, ...],
    own: Said,
    outlet: str,
    parties: Mapping[str, PartyWords],
    lexicon: Lexicon,
    language: str,
) -> str:
    "The side that the text calls its own, by the words beside “our”; else by its language."
    if own.party:
        return own.party
    codes = [code for code, words in parties.items() if not words.intermediary]
    named = [code for code in codes if _names(outlet, parties[code], language)]
    if len(named) == 1:
        # The outlet's name tells where it is at home.
        return named[0]
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
        for match in rule(*_WE).finditer(low, sentence.start, sentence.end):
            # “We handed to the Northern side”: we are the other.
            for mention in mentions:
                far = mention.span.start - match.end()
                if 0 <= far <= _AFTER and mention.place in (Place.TO, Place.FROM):
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
