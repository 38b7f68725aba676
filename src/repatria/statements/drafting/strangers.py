"""Speakers whom no table knows: the subject of a reporting verb, in the text's own words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from repatria.statements.drafting.lexicon import Lexicon
from repatria.statements.drafting.mentions import Mention
from repatria.statements.drafting.model import Said, Span
from repatria.statements.drafting.number_words import NUMBER_WORDS
from repatria.statements.drafting.prose import rule
from repatria.statements.drafting.speakers import Candidate
from repatria.statements.vocabulary import Voice

# The most words of a subject, and the signs at which it begins or ends.
_WORDS = 6
_CUT = re.compile(r"[,.;:!?()«»“”\"…]|\s[—–-]\s")
_ASIDE = re.compile(r",[^,.;:\"«»“”]{2,90},\s*$")
_WORD = re.compile(r"[\w'’.-]*\w")
_NO_SPEAKER = rule(
    "договор[её]нност~", "домовлен(?:ість|ост~)", "соглашени~", "угод(?:а|и|і|ою|у)", "протокол~",
    "agreements?", "deals?", "protocols?", "решени~", "рішенн~", "график~", "графік~",
    "законодавств~",
    "законодательств~", "розбіжн(?:ість|ост~)", "расхождени~", "difference", "discrepancy", "gap",
    "різниц~", "разниц~",
    "жив(?:их|ых)", "загибл~", "погибш~", "поранен~", "ранен~", "кратко", "коротко", "прямо",
    "сч[её]т", "рахунок", "цифр~", "данны(?:е|х)", "дані", "даних",
    "who", "which", "that", "what", "how", "this", "these", "those", "there", "here", "and", "but",
    "as", "was", "were", "is", "are", "be", "been", "not", "no", "nothing", "have", "has", "had",
    "when", "while", "so", "than", "then", "reports?", "reported", "bodies", "prisoners",
    "soldiers", "people", "remains", "exchange~", "swaps?", "numbers?", "figures?", "to", "will",
    "would", "claims?", "statements?", "rumou?rs?", "заяв(?:а|и|у)", "чутк(?:а|и|у)",
    "заявлени(?:е|я)", "слух(?:|и)",
    "що", "який", "яка", "які", "якого", "яких", "котр~", "це", "цього", "тут", "там", "не", "і",
    "та", "але", "як", "так", "про", "скільки", "коли", "кількість", "число", "ніхто", "нічого",
    "тіл~", "полонен~", "обмін~", "або", "чи", "об", "по", "за",
    "что", "котор~", "это", "этого", "об", "о", "здесь", "не", "и", "но", "как", "так", "сколько",
    "когда", "количество", "число", "никто", "ничего", "тел~", "пленн~", "обмен~", "или", "ли",
    "его", "їх", "их", "її", "него",
)  # fmt: skip
_WHEN = (
    "on", "in", "at", "this", "last", "у", "в", "во", "на", "після", "после", "до", "минулого",
    "вчора", "вчера", "сьогодні", "сегодня", "later", "earlier", "згодом", "позже",
)  # fmt: skip
_ONE = re.compile(r"one|один|одн|єдин")
_NUMBERS = tuple(
    sorted(word for row in NUMBER_WORDS.values() for word in row if not _ONE.match(word))
)
_CAPITAL = r"[A-ZА-ЯІЇЄҐЁ][\w'’-]+"
_NAME = re.compile(rf"{_CAPITAL}(?:\s+{_CAPITAL}){{1,2}}")
_NAME_BEFORE = re.compile(rf"((?<![\w'’-]){_CAPITAL}(?:\s+{_CAPITAL}){{0,2}})\s+$")
_TITLED = re.compile(
    r"(?:^|[.!?;:,]\s+|[—–-]\s+|\s(?:але|но|а|і|й|та|и|зате|зато)\s+)((?:[^\W\d][\w'-]+\s+){0,2}«[^«»\n]{2,40}»)\s*$"
)
_MODAL = re.compile(r"(?:\s+(?:also|later|earlier|then|now|only|had|has|have|вже|також|уже|позже|"
                    r"пізніше|потім|затем|также|раніше|ранее|сам\w*|themselves|himself|herself|"
                    r"itself))*\s*$")  # fmt: skip


def stranger(
    low: str,
    text: str,
    verb: Span,
    sentence: Span,
    mentions: tuple[Mention, ...],
    lexicon: Lexicon,
    passive: bool = False,
) -> tuple[Span, Said] | None:
    """The subject of a reporting verb: the words before it, in inflected languages also after it.

    A pronoun is nobody new, and a number or a verb makes no subject.
    """
    head = _MODAL.sub("", low[sentence.start : verb.start])
    title = _TITLED.search(head)
    if title is not None:
        # «Проект «Хочу до своїх» запевняє»: what bears the title speaks.
        place = Span(sentence.start + title.start(1), sentence.start + title.end(1))
        if not any(one.span.meets(place) for one in mentions):
            return place, Said(Voice.OTHER, "", place.of(text))
    for _ in range(2):
        aside = _ASIDE.search(head)
        if aside is not None:
            head = head[: aside.start()]
        cuts = [match.end() for match in _CUT.finditer(head)]
        start = cuts[-1] if cuts else 0
        words = list(_WORD.finditer(head, start))
        if not words or len(words) > _WORDS:
            break
        place = Span(sentence.start + words[0].start(), sentence.start + words[-1].end())
        found = _person(low, text, place, mentions, lexicon)
        if found is not None:
            return found
        if not start or rule(*_WHEN).match(head, words[0].start()) is None:
            break
        # “Orlova, in office since May, on Sunday wrote”: when she wrote is no subject.
        head = head[:start].rstrip() + " "
    if passive:
        return None
    if not lexicon.be or re.match(r"\s+(?:by\s+)?[A-Z]|\s+(?:a|an|the|one)\s", text[verb.end :]):
        return stranger_after(low, text, verb, sentence, mentions, lexicon)
    return None


def named(
    low: str,
    text: str,
    verb: Span,
    sentence: Span,
    others: Sequence[Candidate],
    mentions: tuple[Mention, ...],
    lexicon: Lexicon,
) -> tuple[Span, Said] | None:
    """A proper name as the subject: right before the verb, in inflected languages also after it."""
    before = _NAME_BEFORE.search(text, sentence.start, verb.start)
    if before is not None:
        if any(Span(*before.span(1)).meets(one.span) for one in others):
            return None
        return _person(low, text, Span(*before.span(1)), mentions, lexicon)
    if lexicon.be:
        return None
    cut = _CUT.search(low, verb.end, sentence.end)
    stop = cut.start() if cut is not None else sentence.end
    start = max([verb.end, *(one.span.end for one in others if one.span.end <= stop)])
    after = _NAME.search(text, start, stop)
    return None if after is None else _person(low, text, Span(*after.span()), mentions, lexicon)


def stranger_after(
    low: str, text: str, verb: Span, sentence: Span, mentions: tuple[Mention, ...], lexicon: Lexicon
) -> tuple[Span, Said] | None:
    """The words right after a verb or an “according to”, up to the next sign."""
    cut = _CUT.search(low, verb.end, sentence.end)
    end = cut.start() if cut is not None else sentence.end
    words = list(_WORD.finditer(low, verb.end, end))[:4]
    for count in range(len(words), 0, -1):
        place = Span(words[0].start(), words[count - 1].end())
        found = _person(low, text, place, mentions, lexicon)
        if found is not None:
            return found
    return None


def _person(
    low: str, text: str, place: Span, mentions: tuple[Mention, ...], lexicon: Lexicon
) -> tuple[Span, Said] | None:
    words = place.of(low)
    sides = [one.party for one in mentions if one.span.meets(place)]
    if not sides and (_weak(low, text, place, lexicon) or _papers(words, lexicon)):
        return None
    bare = (*lexicon.they, *lexicon.ours, *lexicon.pronoun, *lexicon.own)
    nobody = (
        len(words) < 4
        or re.search(r"\d", words)
        or _NO_SPEAKER.search(words)
        or rule(*bare).search(words)
        or (rule(*_NUMBERS).search(words) and not place.of(text).istitle())
        or rule(
            *lexicon.each, *lexicon.verbs, *lexicon.says, *lexicon.neither, *lexicon.none
        ).search(words)
    )
    if nobody:
        return None
    if sides:
        return place, Said(Voice.PARTY, sides[0], place.of(text))
    return place, Said(Voice.OTHER, "", place.of(text))


def _papers(words: str, lexicon: Lexicon) -> bool:
    """“As the waybills show”, «в накладных»: papers of nobody are no speaker."""
    bare = re.sub(r"^(?:в|у|во|in|the|on|по|за|из|із)\s+", "", words)
    return rule(*lexicon.data).fullmatch(bare) is not None


def _weak(low: str, text: str, place: Span, lexicon: Lexicon) -> bool:
    """Whether a subject without a name stands by a verb that does more than speak.

    So does a subject that begins with a preposition: “on Sunday”, «у неділю».
    """
    words = list(_WORD.finditer(text, place.start, place.end))
    first = (
        not low[: place.start].rstrip('«»“”"— ')
        or low[: place.start].rstrip('«“"— ')[-1:] in ".!?\n"
    )
    capitals = [word for word in words if word[0][0].isupper()]
    if len(capitals) - (1 if first and words[0][0][0].isupper() else 0) > 0:
        return False
    if rule(*_WHEN).match(low, place.start):
        return True
    beside = re.compile(rf"\s*(?:\w+\s+)?(?:{rule(*lexicon.weak).pattern})")
    after = beside.match(low, place.end)
    head = low[max(0, place.start - 40) : place.start]
    before = re.search(rf"(?:{rule(*lexicon.weak).pattern})\s+$", head)
    if before is not None and re.search(r"[»”\"],?\s+[—–-]\s+$", head[: before.start()]):
        # “…”, — shared the sister of one of them: beside a quotation every verb speaks.
        return False
    return after is not None or before is not None
