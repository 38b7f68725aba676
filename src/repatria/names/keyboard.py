"""A name typed while the keyboard was set to the other script: `Rjdfktyrj` for Коваленко.

Such a slip is noticed where the text as it stands hardly sounds like a name and the same keys on
the other layout give one that does. It is told, and both are kept as readings.
"""

from __future__ import annotations

import re

from repatria.names import plausibility
from repatria.names.model import Script
from repatria.names.scripts import script_of

_KEYS = "qwertyuiop[]asdfghjkl;'zxcvbnm,./\\" + 'QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>?|'
_UKRAINIAN = "йцукенгшщзхїфівапролджєячсмитьбю.ґ" + "ЙЦУКЕНГШЩЗХЇФІВАПРОЛДЖЄЯЧСМИТЬБЮ,Ґ"
_RUSSIAN = "йцукенгшщзхъфывапролджэячсмитьбю.\\" + "ЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ,/"
_LAYOUTS = {
    "Ukrainian": str.maketrans(_KEYS, _UKRAINIAN),
    "Russian": str.maketrans(_KEYS + "`~", _RUSSIAN + "ёЁ"),
}
_BACK = str.maketrans(_RUSSIAN + "ёЁ" + _UKRAINIAN, _KEYS + "`~" + _KEYS)

_OWN = 0.75
"""A text at least so much like a name is taken as it stands."""
_OTHER = 0.75
"""How much like a name the other reading of the keys must be,"""
_BETTER = 0.25
"""and by how much more than the text itself."""
_SHORTEST = 4
"""Letters of the longest word; what is shorter (`Kim`, `Lys`) says too little."""


def slips(text: str) -> tuple[str, ...]:
    """What the keys give on the other layout; nothing where no slip shows.

    Two texts come out where the Ukrainian and the Russian layout are as likely.

    Of single names of names-translator 89 % typed wrongly are noticed (of whole names nearly all),
    and 3 in 10,000 spelled rightly are suspected.
    """
    if max(map(len, text.split()), default=0) < _SHORTEST:
        return ()
    script = script_of(text)
    if script is Script.LATIN:
        own = plausibility.likeness(text, plausibility.LATIN)
        readings = {text.translate(layout): plausibility.CYRILLIC for layout in _LAYOUTS.values()}
    elif script is Script.CYRILLIC:
        own = plausibility.likeness(text, plausibility.CYRILLIC)
        readings = {text.translate(_BACK): plausibility.LATIN}
    else:
        return ()
    if own >= _OWN:
        return ()
    least = max(_OTHER, own + _BETTER)
    found = {
        reading: likeness
        for reading, table in readings.items()
        if _is_spelled(reading) and (likeness := plausibility.likeness(reading, table)) >= least
    }
    return tuple(reading for reading in found if found[reading] == max(found.values()))


def mended(text: str, whole: str) -> dict[str, str]:
    """The words of a text that alone were typed on the wrong layout, and what they are.

    Asked only of words in another script than others of the `whole` name, so that the other words
    have decided.
    """
    if script_of(whole) is not Script.MIXED:
        return {}
    found = {word: slips(word) for word in text.split()}
    return {word: meant[0] for word, meant in found.items() if meant}


def _is_spelled(text: str) -> bool:
    """Whether letters alone, with what may stand in a name, came out."""
    return re.fullmatch(r"(?:(?:[^\W\d_]|['-])+\.?(?: |$)|[^\W\d_]\.)+", text) is not None
