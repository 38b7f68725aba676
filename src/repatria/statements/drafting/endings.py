"""The case endings of Slavic nouns and adjectives: a table holds stems and not every form."""

from __future__ import annotations

_ENDINGS = {
    "uk": (
        "|а|у|ові|еві|єві|ом|ем|єм|і|и|ї|ів|їв|ей|ам|ям|ами|ями|ах|ях|я|ю|ь|ю|ою|ею|єю|о|е|є",
        "ий|ій|ого|ього|ому|ьому|им|їм|ім|а|я|у|ю|ої|ьої|ою|ьою|і|их|іх|ими|іми|е|є",
    ),
    "ru": (
        "|а|у|ом|ем|ём|е|ы|и|ов|ев|ёв|ей|ам|ям|ами|ями|ах|ях|я|ю|ь|ью|ой|ей|о|ин|ина|ину|ином",
        "ый|ий|ой|ого|его|ому|ему|ым|им|ом|ем|ая|яя|ую|юю|ей|ою|ые|ие|ых|их|ыми|ими|ое|ее",
    ),
}


def nouns(language: str, stems: str) -> tuple[str, ...]:
    """Every form of the nouns whose stems are listed: those that bend within stand twice."""
    endings = _ENDINGS[language][0]
    return tuple(f"{stem.replace('_', ' ')}(?:{endings})" for stem in stems.split())


def adjectives(language: str, stems: str) -> tuple[str, ...]:
    """Every form of the adjectives, also of those that stand as nouns: “the wounded”."""
    endings = _ENDINGS[language][1]
    return tuple(f"{stem.replace('_', ' ')}(?:{endings})" for stem in stems.split())
