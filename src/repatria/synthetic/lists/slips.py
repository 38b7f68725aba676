"""What hands, keyboards and scanners do to one word.

Each slip takes a word and a number in [0, 1) that chooses among all its possible slips of this
kind, and gives the changed word, or nothing where the kind cannot befall the word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from repatria.synthetic.lists.noise import Kind

Slip = Callable[[str, float], "str | None"]

_SHORTEST = 4
_KEY_ROWS = ("йцукенгшщзхї", "фівапролджє", "ячсмитьбю", "qwertyuiop", "asdfghjkl", "zxcvbnm")
_CYRILLIC_KEYS = "йцукенгшщзхїфівапролджєячсмитьбюґъыэё"
_LATIN_KEYS = "qwertyuiop[]asdfghjkl;'zxcvbnm,.\\]s'`"
_OTHER_LAYOUT = {
    **dict(zip(_CYRILLIC_KEYS, _LATIN_KEYS, strict=True)),
    **dict(zip(_CYRILLIC_KEYS.upper(), _LATIN_KEYS.upper(), strict=True)),
}
_LOOK_ALIKE = dict(zip("аеоіхсрАВЕІКМНОРСТХ", "aeoixcpABEIKMHOPCTX", strict=True))
_LOOK_ALIKE_BACK = {latin: cyrillic for cyrillic, latin in _LOOK_ALIKE.items()}
_OTHER_LETTERS = {"ґ": "г", "і": "и", "ї": "і", "є": "е", "и": "ы", "ы": "и", "э": "е"}
_HARDENED = re.compile(r"(?<=.)[лнтсдз](?=[бвгджзклмнпрстфхцчшщ]|$)")
_SCANNED: Mapping[str, Sequence[str]] = {
    "и": ("н", "п"), "н": ("и", "п"), "ш": ("щ",), "щ": ("ш",), "о": ("0", "с"), "з": ("3",),
    "б": ("6",), "ь": ("ъ",), "л": ("п",), "п": ("л",), "е": ("с",), "с": ("е",), "г": ("т",),
    "т": ("г",), "ы": ("ьі",), "ц": ("п",), "й": ("и",), "і": ("1", "l"), "в": ("з",),
    "m": ("rn",), "l": ("1", "i"), "i": ("l", "1"), "o": ("0",), "e": ("c",), "h": ("b",),
    "n": ("u", "ri"), "u": ("n",), "v": ("y",), "y": ("v",),
}  # fmt: skip


def _one_of(options: Sequence[str], choice: float) -> str | None:
    return options[int(choice * len(options))] if options else None


def _replaced(word: str, at: int, letters: str) -> str:
    return word[:at] + (letters.upper() if word[at].isupper() else letters) + word[at + 1 :]


def typo(word: str, choice: float) -> str | None:
    """A letter lost, doubled, exchanged with the next, or the key beside it; the first one stays
    but for the last kind."""
    if len(word) < _SHORTEST:
        return None
    options = []
    for at in range(1, len(word)):
        options.append(word[:at] + word[at + 1 :])
        options.append(word[:at] + word[at].lower() + word[at:])
        if at + 1 < len(word):
            options.append(word[:at] + word[at + 1] + word[at] + word[at + 2 :])
    for at, letter in enumerate(word):
        for row in _KEY_ROWS:
            place = row.find(letter.lower())
            if place >= 0:
                beside = row[max(0, place - 1) : place] + row[place + 1 : place + 2]
                options += [_replaced(word, at, key) for key in beside]
    return _one_of([option for option in options if option != word], choice)


def letters(word: str, choice: float) -> str | None:
    """A letter of the other language's alphabet."""
    return _one_of(
        [
            _replaced(word, at, _OTHER_LETTERS[letter.lower()])
            for at, letter in enumerate(word)
            if letter.lower() in _OTHER_LETTERS
        ],
        choice,
    )


def apostrophe(word: str, choice: float) -> str | None:
    if "'" not in word:
        return None
    signs = ["", "", "’", "ʼ", "`", '"'] + ([] if word.isascii() else ["*", "ъ", "ь"])
    return word.replace("'", signs[int(choice * len(signs))], 1)


def soft_sign(word: str, choice: float) -> str | None:
    """Lost where there is one; else added after a consonant that can be soft."""
    lost = [word[:at] + word[at + 1 :] for at, letter in enumerate(word) if letter == "ь"]
    added = [f"{word[: found.end()]}ь{word[found.end() :]}" for found in _HARDENED.finditer(word)]
    return _one_of(lost or added, choice)


def zgh(word: str, choice: float) -> str | None:
    for whole, others in (("zgh", ("zg", "zh")), ("Zgh", ("Zg", "Zh"))):
        if whole in word:
            return word.replace(whole, others[int(choice * 2)], 1)
    return None


def homoglyphs(word: str, choice: float) -> str | None:
    """One letter, or all that can be, by those of the other script that look the same."""
    table = _LOOK_ALIKE_BACK if word.isascii() else _LOOK_ALIKE
    places = [at for at, letter in enumerate(word) if letter in table]
    if not places:
        return None
    options = [word[:at] + table[word[at]] + word[at + 1 :] for at in places]
    return _one_of([*options, "".join(table.get(letter, letter) for letter in word)], choice)


def keyboard(word: str, choice: float) -> str | None:
    """The whole word in the other layout."""
    del choice
    if len(word) < _SHORTEST or word.isascii():
        return None
    return "".join(_OTHER_LAYOUT.get(letter, letter) for letter in word)


def scanned(word: str, choice: float) -> str | None:
    """One letter as a machine reads it."""
    if len(word) < _SHORTEST:
        return None
    return _one_of(
        [
            word[:at] + seen + word[at + 1 :]
            for at, letter in enumerate(word)
            if letter in _SCANNED
            for seen in _SCANNED[letter]
        ],
        choice,
    )


WORD_SLIPS: Mapping[Kind, Slip] = {
    Kind.LETTERS: letters,
    Kind.APOSTROPHE: apostrophe,
    Kind.SOFT_SIGN: soft_sign,
    Kind.ZGH: zgh,
    Kind.TYPO: typo,
    Kind.OCR: scanned,
    Kind.HOMOGLYPHS: homoglyphs,
    Kind.KEYBOARD: keyboard,
}
"""In the order in which they befall a word."""


def blanks(cell: str, choice: float) -> str:
    """Blanks and marks that nobody sees, somewhere in the cell."""
    at = cell.find(" ")
    inside = [cell[:at] + blank + cell[at + 1 :] for blank in ("  ", "\u00a0", "\u2009 ") if at > 0]
    middle = len(cell) // 2
    marked = [cell[:middle] + mark + cell[middle:] for mark in ("\u200b", "\u00ad")]
    options = [*inside, *marked, f" {cell}", f"{cell} ", f"\u200e{cell}", f"{cell}\u00a0"]
    return options[int(choice * len(options))]


def glued(cell: str, choice: float) -> str:
    """A blank lost between two words, or one put into a word."""
    places = [at for at, letter in enumerate(cell) if letter == " "]
    if places and choice < 0.5:
        at = places[int(choice * 2 * len(places))]
        return cell[:at] + cell[at + 1 :]
    inside = [at for at in range(2, len(cell) - 1) if " " not in cell[at - 2 : at + 2]]
    if not inside:
        return cell
    at = inside[int((choice * 2 % 1) * len(inside))]
    return f"{cell[:at]} {cell[at:]}"


def cut(cell: str, choice: float) -> str:
    """Without its last two to five letters, at least four stay."""
    return cell[: max(4, len(cell) - 2 - int(choice * 4))]
