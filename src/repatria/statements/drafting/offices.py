"""Offices and those who hold them: whose side each one speaks for, and by which words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from repatria.statements.drafting.lexicon import Lexicon
from repatria.statements.drafting.mentions import Mention, Place
from repatria.statements.drafting.model import Span
from repatria.statements.drafting.prose import rule

BREAK = re.compile(r"[;\n]|[.!?]\s")
_RANK = r"(?:Col|Gen|Lt|Maj|Capt|Sgt|Brig|Adm|Dr|Mr|Mrs|Ms|Prof|Rev)\."
CAPITAL = r"[A-ZА-ЯІЇЄҐЁ][\w'’-]+"
_OWNED = frozenset({Place.BELONGS, Place.OTHER, Place.TO, Place.AT})
# Only together with a party these are somebody; alone, “each side” says nothing.
_NO_OFFICE = (
    "sides?", "staff", "army", "military", "leader", "head", "chief", "service", "office",
    "command", "department", "police", "council", "mission", "center", "centre", "major",
    "general", "secretary", "government", "assistant", "speaker", "institute",
    "сторон(?:а|и|і|у|ою|ы|е|ой)", "бок[уі]", "глав(?:а|ы|е|у|и|і)", "голов(?:а|и|у)",
    "служб~", "институт~", "інститут~", "зам",
)  # fmt: skip
# In an inflected language an office is a party's by the adjective before it, not by its name.
_OWNING = re.compile(
    r"[\w'-]+(?:ск|цк|ськ|цьк|зьк)\w+|[\w'-]+н(?:ий|ій|ого|ої|ому|им|ый|ая|ой|ым|ых|их|ою)"
)
_WHO = re.compile(
    r"(?:\s+[\w'’-]+){0,2}(?:\s+[A-ZА-ЯІЇЄҐЁ][\w'’-]+){1,3},\s+"
    r"(?:who|whose|representing|speaking for|який|яка|чий|"
    r"чия|котор\w+|чей|чья|представля\w+)(?!\w)"
)
_OF_THEM = re.compile(r"(?<!\w)(?:its|their|її|їхн\w+|їх|е[её]|их|его|його)\s+(?:[\w-]+\s+){0,2}$")
# How far back, in characters, the side of “its spokeswoman” is sought; how long an office is.
_BACK, LONGEST = 160, 90
# A name right after an office, or after the words that say more of it: «по правам человека».
_NAME_AFTER = re.compile(
    rf"(?:,(?=\s+[A-ZА-ЯІЇЄҐЁ]))?((?:\s+[a-zа-яёіїєґ][\w'’-]*){{0,4}})((?:\s+{_RANK}|\s+{CAPITAL}){{1,4}})"
)
_INTO = re.compile(r"(?<!\w)(?:in|at|from|of|to|near|the|a|an|із|з|из|в|у|на|до|при|под|під)\s+$")
_LINKS = re.compile(r"(?:of|for|in|at|to|by|with|the|and|по|в|у|при|на|из|із|з|та|и|і|для|от|від)")
# A name before an office that tells who it is: “Oleg Savrasov, an adviser …”.
_NAME_BEFORE = re.compile(rf"({CAPITAL}(?:\s+{CAPITAL}){{1,2}}),\s+(?:[\w'’-]+\s+){{0,5}}$")


def owner_of(
    low: str, text: str, span: Span, found: tuple[Mention, ...], lexicon: Lexicon
) -> tuple[Mention | None, bool]:
    """The party of an office, and whether it stands beside it, before or after.

    Else it stands in what is told of who holds it, or is the one named before “its spokeswoman”.
    """
    for mention in found:
        gap = low[mention.span.end : span.start]
        if (
            0 <= span.start - mention.span.end <= 40
            and (lexicon.be or _OWNING.fullmatch(mention.span.of(low)))
            and re.fullmatch(r"(?:'s?)?(?:[\s-]+[\w'-]+){0,2}\s+", gap)
        ):
            return mention, True
    for mention in found:
        gap = low[span.end : mention.span.start]
        if (
            0 <= mention.span.start - span.end <= 45
            and (mention.place in _OWNED or not lexicon.be)
            and re.fullmatch(r"(?:\s+[\w'-]+){0,3}\s+", gap)
            and not rule(*lexicon.says, *lexicon.give, *lexicon.take).search(gap)
        ):
            return mention, True
    told = _told_after(text, span, found)
    if told is None and (theirs := _OF_THEM.search(low, max(0, span.start - 40), span.start)):
        # “Its spokeswoman”: of the side named last.
        return _named_before(low, theirs.start(), found), False
    return told, False


def bare(word: str) -> bool:
    """Whether an office says nothing of itself without a party: “the side”, “the head”."""
    return rule(*_NO_OFFICE).fullmatch(word) is not None


def with_name(
    low: str, text: str, whole: Span, found: tuple[Mention, ...], lexicon: Lexicon
) -> tuple[Span, str]:
    """An office with the name of who holds it, before or after; the name may be empty."""
    after = _NAME_AFTER.match(text, whole.end)
    if after is not None:
        between = after[1].lower()
        verbs = rule(*lexicon.says, *lexicon.verbs, *lexicon.be).search(between)
        linked = not between.strip() or _linked(between)
        name = Span(after.start(2), after.end(2))
        tokens = list(re.finditer(r"\S+", text[name.start : name.end]))
        if tokens and _INTO.search(between + " "):
            # «консула Украины в Стамбуле Марты Гай»: the first capital is a place.
            tokens = tokens[1:]
        while tokens and _no_name(tokens[0][0], lexicon):
            # «Речник СБУ Артем Дячук»: the first capitals are an office.
            tokens = tokens[1:]
        name = (
            Span(name.start + tokens[0].start(), name.end) if tokens else Span(name.end, name.end)
        )
        party = any(name.meets(one.span) for one in found)
        told = name.start < name.end and not party and not _a_day(name.of(text), lexicon)
        if verbs is None and linked and told:
            return Span(whole.start, after.end()), name.of(text).strip()
    before = _NAME_BEFORE.search(text, max(0, whole.start - 70), whole.start)
    if before is not None and not BREAK.search(text[before.end(1) : whole.start]):
        gap = low[before.end(1) : whole.start]
        party = any(Span(*before.span(1)).meets(one.span) for one in found)
        said = rule(*lexicon.says, *lexicon.verbs, *lexicon.according, *_TELLS).search(gap)
        if said is None and not party and not _FUNCTION.match(before[1]):
            return Span(before.start(1), whole.end), before[1]
    return whole, ""


def _linked(between: str) -> bool:
    """Words that say more of an office are linked to it: “for human rights”, «групи»."""
    words = between.split()
    return len(words) <= 2 or any(_LINKS.fullmatch(word) for word in words)


def _no_name(word: str, lexicon: Lexicon) -> bool:
    return (word.isupper() and len(word) > 1) or rule(*lexicon.offices).match(
        word.lower()
    ) is not None


def _a_day(name: str, lexicon: Lexicon) -> bool:
    """“The ministry, Monday's statement …”: a capital, and no name."""
    days = [
        word
        for row in (lexicon.months, lexicon.weekdays)
        for words in row.values()
        for word in words
    ]
    return rule(*days).match(name.strip().lower()) is not None


def _told_after(text: str, span: Span, found: tuple[Mention, ...]) -> Mention | None:
    """“Colonel Rogov, who serves Northland”: the side stands in what is told of somebody."""
    tail = _WHO.match(text, span.end)
    if tail is None:
        return None
    end = re.compile(r"[^,.;:!?\n]{0,45}").match(text, tail.end())
    stop = tail.end() if end is None else end.end()
    near = [one for one in found if tail.end() <= one.span.start and one.span.end <= stop]
    return near[0] if near else None


def _named_before(low: str, at: int, found: tuple[Mention, ...]) -> Mention | None:
    near = [one for one in found if 0 <= at - one.span.end <= _BACK]
    near = [one for one in near if "\n" not in low[one.span.end : at]]
    acting = [one for one in near if one.place in (Place.SUBJECT, Place.BY)]
    same = [one for one in acting if BREAK.search(low[one.span.end : at]) is None]
    if same:
        return same[0]
    best = acting or near
    return best[-1] if best else None


_TELLS = ("who", "whose", "which", "який", "яка", "чий", "чия", "котор~", "чей", "чья")
# A capital that opens a sentence and is no name: “In Moscow, the ministry …”.
_FUNCTION = re.compile(
    r"(?:In|At|On|From|The|For|By|After|But|And|As|To|У|В|На|За|По|Із|Из|Зі|Для|Про|О|Об|Але|Но|А|Тоді|Тогда)\s"
)
# Mediators speak for nobody but themselves.
MEDIATORS = ("mediators?", "intermediar~", "посередни(?:к|ц)~", "посредни(?:к|ц)~")
_NUMBERED = re.compile(
    r"(?:\d|(?<!\w)(?:two|three|four|five|several|some|многие|несколько|кілька|дво\w+|двое|три|трое|троє))\s+$"
)


# Who serves a side without speaking for it.
_SERVES = re.compile(
    r"(?:officer|driver|guard|soldier|service|employee|staffer|clerk|worker|ferryman|insider|офицер|офіцер|"
    r"водит|воді|охран|охорон|сотрудн|співробітн|работн|працівн|солдат|бо[ейє]ц|конво|погранич|прикордон)"
)


def is_unnamed(low: str, span: Span, name: str, lexicon: Lexicon, *, owned: bool) -> bool:
    """A clerk, a driver, an officer of whom no name is told: a source without a name.

    In English it has an indefinite article; elsewhere its singular form and no name decide.
    """
    if name or not rule(*lexicon.functionaries).fullmatch(span.of(low)):
        return False
    if owned and _SERVES.match(span.of(low)) is None:
        # “A Northern official”: of the side, though no name is told.
        return False
    head = low[max(0, span.start - 60) : span.start]
    if lexicon.be and re.search(
        r"(?<!\w)of\s+(?:an?|one|another|some)\s+(?:[\w'-]+\s+){0,3}$", head
    ):
        # “The widow of one soldier”: who serves is not who speaks.
        return False
    if lexicon.be:
        return (
            re.search(r"(?<!\w)(?:an?|one|another|some)\s+(?:[\w'-]+\s+){0,4}$", head) is not None
        )
    return _NUMBERED.search(head) is None


def office_spans(low: str, lexicon: Lexicon) -> Iterator[Span]:
    """Every word for an office or for who serves, the longest where several begin at one place."""
    every = (*lexicon.offices, *lexicon.functionaries)
    for match in rule(*every).finditer(low):
        yield Span(*match.span())


def known_again(low: str, span: Span, lexicon: Lexicon) -> bool:
    """A bare “the official” beside its verb: somebody of whom the text has told already."""
    head = low[max(0, span.start - 30) : span.start]
    if lexicon.be:
        return re.search(r"(?<!\w)the\s+$", head) is not None
    tail = re.compile(rf"\s*(?:[.,;:!?»\"”]|[—–]|$)|\s+(?:{rule(*lexicon.says).pattern})")
    before = re.search(rf"(?:^|[.,;:!?—–]\s+|(?:{rule(*lexicon.says).pattern})\s+)$", head)
    return before is not None and tail.match(low, span.end) is not None
