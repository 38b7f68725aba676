"""Persons whom the text introduces: later they speak by their name alone, and for their side."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from repatria.statements.drafting.lexicon import Lexicon
from repatria.statements.drafting.mentions import Mention, Place
from repatria.statements.drafting.model import Said, Span
from repatria.statements.drafting.number_words import NUMBER_WORDS
from repatria.statements.drafting.offices import CAPITAL
from repatria.statements.drafting.prose import rule
from repatria.statements.vocabulary import Voice

_SHORTEST = 3
# The endings of a Cyrillic surname in its cases.
_CASE = re.compile(
    r"(?:ього|ого|ому|ові|еві|єві|ої|ою|ій|ий|им|ым|ой|ей|ем|єм|ом|ую|ая|ые|ых|их|"
    r"ию|ия|ії|ія|а|я|у|ю|е|и|і|ы|ь|й|о)$"
)
_FULL = re.compile(rf"(?<![\w'’-]){CAPITAL}(?:\s+{CAPITAL}){{1,2}}")
NUMBERS = tuple(sorted(word for row in NUMBER_WORDS.values() for word in row))
# What ties a name to a side without an office: “who advises …”, “represents …”, “of …'s centre”.
_TIES = re.compile(
    r"\s*(?:,\s+(?:who|whose|representing|speaking for|який|яка|яку|якому|якій|чий|чия|"
    r"котор\w+|чей|чья|представля\w+|говорящ\w+|выступающ\w+)(?!\w)"
    r"|\s(?:advises|represents|heads|leads|runs|chairs|coordinates|commands|speaks for|works for|"
    r"works at|keeps|handles|oversees|directs|serves|negotiates for|is (?:the|a|an)|"
    r"was (?:the|a|an)|has led|of|from|представля(?:є|ет)|очолює|возглавляет|керує|руководит|"
    r"працює|работает|служит|служить|курирует|курує|отвечает в|відповідає в|відповідає у|"
    r"занимается|займається|завідує|заведует|командует|командує|был|была|був|була|"
    r"відповідає за|отвечает за|—|–|із|из|з)(?!\w)|\s+\()"
)
_STOP = re.compile(r"[.;:!?\n«»“”\"]")
_GAP = re.compile(r",?\s+(?:[\w'’.-]+\s+){0,5}")
_BEHALF = re.compile(
    r"(?<!\w)(?:for|on behalf of|from|від імені|від|от имени|от|со стороны|з боку|за)"
    r"\s+(?:the\s+)?$"
)
_SENT = re.compile(
    r"(?<!\w)(?:sent|represented by|is represented|led by|представля\w+|вед[её]т|вела|в[её]л|"
    r"веде|вів|вели|возглавля\w+|очолю\w+|направил\w+|прислал\w+|надісла\w+)(?!\w)"
)
# How many words may stand between “for Northland,” and the name.
_FEW = 3
# How far, in characters, after a name its side may stand.
_NEAR = 75


def tied(
    low: str, text: str, mentions: tuple[Mention, ...], known: Sequence[Span], lexicon: Lexicon
) -> Iterator[tuple[Span, str]]:
    """Full names that the text ties to a side by what it tells of them: the name and the side."""
    for match in _FULL.finditer(text):
        name = Span(*match.span())
        if any(name.meets(one) for one in known) or any(name.meets(one.span) for one in mentions):
            continue
        owned = next(
            (
                one
                for one in mentions
                if one.place is Place.BELONGS and low[one.span.end : name.start] in ("'s ", "’s ")
            ),
            None,
        )
        if owned is not None:
            # “Kyiv's Danylo Hretskyi”.
            yield name, owned.party
            continue
        before = _tied_before(low, name, mentions)
        if before is not None:
            yield name, before.party
            continue
        tie = _TIES.match(low, name.end)
        if tie is None:
            continue
        stop = _STOP.search(low, tie.end(), tie.end() + _NEAR)
        end = stop.start() if stop is not None else min(len(low), tie.end() + _NEAR)
        near = [one for one in mentions if tie.end() <= one.span.start and one.span.end <= end]
        if not near:
            continue
        between = low[tie.end() : near[0].span.start]
        handing = (*lexicon.give, *lexicon.take, *lexicon.back, *lexicon.given, *lexicon.taken)
        acted = rule(*handing, *lexicon.says, *lexicon.captivity).search(between)
        if acted is None and "," not in between:
            yield name, near[0].party


def _tied_before(low: str, name: Span, mentions: tuple[Mention, ...]) -> Mention | None:
    """“For Northland, Ivan Orlov”, “Northland sent Ivan Orlov”, “Ivan Orlov, Northland,”."""
    for one in mentions:
        gap = low[one.span.end : name.start]
        if one.span.end <= name.start and len(gap) <= _NEAR and _GAP.fullmatch(gap):
            behalf = _BEHALF.search(low, max(0, one.span.start - 20), one.span.start)
            if (behalf is not None and len(gap.split()) <= _FEW) or _SENT.search(gap):
                return one
        if low[name.end : one.span.start] == ", " and low[one.span.end : one.span.end + 1] == ",":
            return one
    return None


def surname(name: str) -> re.Pattern[str] | None:
    """A pattern for a person's last name; in Cyrillic its ending may change with the case."""
    last = name.split()[-1].lower().replace("’", "'")
    if len(last) < _SHORTEST:
        return None
    if last.isascii():
        return re.compile(rf"(?<![\w'-]){re.escape(last)}(?!\w)")
    stem = _CASE.sub("", last)
    stem = stem if len(stem) >= _SHORTEST else last
    if stem[-1] in "цк":
        # «Лубінець», «Лубінця»: the last vowel of such a name falls out.
        stem = re.sub(r"(?:е|і|о|є|ь)?(ц|к)$", r"(?:е|і|о|є|ь)?\1", stem)
    return re.compile(rf"(?<![\w'-]){stem}\w{{0,4}}(?!\w)")


def later(low: str, text: str, names: Sequence[tuple[str, Said]]) -> Iterator[tuple[Span, Said]]:
    """Where a person who was introduced is named again, by the last name."""
    seen: dict[str, Said] = {}
    for name, said in names:
        last = name.split()[-1].lower()
        if last not in seen or seen[last].voice is Voice.OTHER:
            seen[last] = said
    for last, said in seen.items():
        pattern = surname(last)
        if pattern is None:
            continue
        for match in pattern.finditer(low):
            number = rule(*NUMBERS).fullmatch(match[0]) is not None
            if text[match.start()].isupper() and not number:
                span = Span(*match.span())
                yield span, Said(said.voice, said.party, span.of(text), said.code)
