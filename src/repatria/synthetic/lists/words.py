"""The words of the names of a list, spelled plainly or by the kinds of noise that respell them."""

from __future__ import annotations

import numpy as np

from repatria.synthetic.campaign.draws import Draws, Flags, Integers
from repatria.synthetic.lists import spelling
from repatria.synthetic.lists.marks import Marks
from repatria.synthetic.lists.noise import Kind
from repatria.synthetic.lists.people import People
from repatria.synthetic.lists.senders import Sender
from repatria.synthetic.lists.spelling import SCHEMES, Form, Part, Speller, Texts, form_of

OTHER_RUSSIAN = 0.1
"""Of Russian rows, how many have another than the usual spelling, where a surname has one."""
GENITIVE = 0.7
"""Of oblique names; the rest are datives."""
_RESPELLING = (Kind.OTHER_LANGUAGE, Kind.OBLIQUE, Kind.YO, Kind.MIXED_SCHEMES, Kind.FEMININE)
_CYRILLIC_FORMS = [
    Form(language, case, other=other, yo=yo)
    for language in ("uk", "ru")
    for case in (None, "genitive", "dative")
    for other in (False, True)
    for yo in (False, True)
]
_LATIN_FORMS = [form_of(name) for name in SCHEMES]


class Words:
    """Spells the words of a list, plainly and with the kinds that spell them otherwise."""

    def __init__(
        self,
        people: People,
        who: Integers,
        sender: Sender,
        marks: Marks,
        draws: Draws,
        speller: Speller,
    ) -> None:
        self.people, self.who, self.sender, self.marks = people, who, sender, marks
        self._speller = speller
        count = len(who)
        self.choices = draws.uniform(count)
        self._dative = ~draws.chance(GENITIVE, count)
        self._other = draws.chance(OTHER_RUSSIAN, count)
        schemes = tuple(SCHEMES)
        weights = dict(sender.schemes)
        if sender.latin:
            shares = [weights.get(scheme, 0) for scheme in schemes]
            self.scheme = draws.weighted(shares, count)
            self._second = draws.weighted(shares, count)
        else:
            self.scheme = self._second = np.full(count, -1, dtype=np.int64)

    def spelled(self) -> list[Texts]:
        """The three parts; the mark of a kind that changes no word of a row is removed."""
        marks = self.marks
        marks[Kind.FEMININE] &= self.people.woman[self.who]
        parts = [self._column(part, np.arange(len(self.who)), ()) for part in Part]
        for count, kind in enumerate(_RESPELLING, 1):
            marked = np.flatnonzero(marks[kind])
            same = np.ones(len(marked), dtype=np.bool_)
            for part, column in zip(Part, parts, strict=True):
                told = self._column(part, marked, _RESPELLING[:count])
                same &= told == column[marked]
                column[marked] = told
            marks[kind][marked[same]] = False
        return parts

    def language(self, row: int) -> spelling.Language:
        """Of the words of a row, before Latin letters."""
        if self.sender.latin:
            return _LATIN_FORMS[int(self.scheme[row])].language
        swapped = bool(self.marks[Kind.OTHER_LANGUAGE][row])
        return "ru" if (self.sender.words == "ru") != swapped else "uk"

    def _column(self, part: Part, at: Integers, kinds: tuple[Kind, ...]) -> Texts:
        """A part of the names of some rows, with what of these kinds is marked there."""

        def marked(kind: Kind) -> Flags:
            return self.marks[kind][at] if kind in kinds else np.zeros(len(at), dtype=np.bool_)

        words = spelling.numbers(self.people, self.who[at], part, marked(Kind.FEMININE))
        if self.sender.latin:
            second = marked(Kind.MIXED_SCHEMES) & (part is not Part.SURNAME)
            scheme = np.where(second, self._second[at], self.scheme[at])
            return self._by_form(part, words, scheme, _LATIN_FORMS)
        russian = marked(Kind.OTHER_LANGUAGE) ^ (self.sender.words == "ru")
        case = np.where(marked(Kind.OBLIQUE), 1 + self._dative[at], 0)
        code = ((russian * 3 + case) * 2 + (self._other[at] & russian)) * 2 + marked(Kind.YO)
        return self._by_form(part, words, code, _CYRILLIC_FORMS)

    def _by_form(self, part: Part, words: Integers, code: Integers, forms: list[Form]) -> Texts:
        texts = np.full(len(words), "", dtype=object)
        for place, form in enumerate(forms):
            those = np.flatnonzero(code == place)
            if len(those):
                texts[those] = self._speller.column(part, words[those], form)
        return texts
