"""How Russian names decline, after the Academy grammar of 1980 (§§ 1176-1186, 1297-1301).

ё is folded to е before. Surnames in -ко, -аго, -ых do not decline in Russian; -ко is often declined
all the same, as in Ukrainian.
"""

from __future__ import annotations

from repatria.names.cases_rules import (
    GIVEN,
    NOUN,
    PATRONYMIC,
    SURNAME,
    Trust,
    indexed,
    paradigm,
)
from repatria.names.model import Sex

F = Sex.FEMALE
ANY = Sex.UNKNOWN

_HARD = tuple("бвгдзклмнпрстфхц")
_BACK = tuple("гкх")
_HUSHING = tuple("жчшщ")
_VOWEL = tuple("аеиоуыэюя")
_SOFT = tuple("дзлнрст")
_POSSESSIVE = ("ов", "ев", "ин", "ын")
_ADJECTIVE = ("ск", "цк")
_SURE_NOUN = ("чук", "нюк", "щук", "люк", "сюк", "юк", "чак", "няк", "ик", "ич")

SURNAMES = [
    # Adjectives: Белозерский, Седой, Горький, Черный.
    paradigm("ий", "ого,ому,ого,им,ом", kinds=SURNAME, stems=_ADJECTIVE, trust=Trust.SURE,
             weak="ом"),
    paradigm("ый", "ого,ому,ого,ым,ом", kinds=SURNAME, stems=_HARD, trust=Trust.SURE,
             weak="ым ом"),
    paradigm("ой", "ого,ому,ого,ым,ом", kinds=SURNAME, stems=("т", "д", "н", "л", "р", "в"),
             trust=Trust.SURE, weak="ым ом"),
    paradigm("ой", "ого,ому,ого,им,ом", kinds=SURNAME, stems=(*_BACK, *_HUSHING), weak="им ом"),
    paradigm("ой", "ого,ому,ого,им,ом", kinds=SURNAME, stems=("донск", "бецк"), trust=Trust.SURE),
    paradigm("ий", "ого,ому,ого,им,ом", kinds=SURNAME, stems=_BACK, trust=Trust.SURE,
             weak="им ом"),
    paradigm("ий", "его,ему,его,им,ем", kinds=SURNAME, stems=("н", *_HUSHING),
             trust=Trust.SURE, weak="им ем"),
    paradigm("ая", "ой,ой,ую,ой ою,ой", kinds=SURNAME, sex=F, stems=_ADJECTIVE, trust=Trust.SURE),
    paradigm("ая", "ой,ой,ую,ой ою,ой", kinds=SURNAME, sex=F, stems=_HARD, trust=Trust.SURE,
             weak="ой ою"),
    paradigm("яя", "ей,ей,юю,ей ею,ей", kinds=SURNAME, sex=F, stems=("н",), trust=Trust.SURE,
             weak="ей ею"),
    # Possessives: Ковалев, Никитин, and the women's.
    paradigm("", "а,у,а,ым,е", kinds=SURNAME, stems=_POSSESSIVE, trust=Trust.EVEN),
    paradigm("а", "ой,ой,у,ой ою,ой", kinds=SURNAME, sex=F, stems=_POSSESSIVE, trust=Trust.SURE,
             weak="у"),
    # Nouns: Мельник, Кравец, Коваль, Гайдай.
    paradigm("ко", "ка,ку,ка,ком,ке", kinds=SURNAME, stems=("ен",), trust=Trust.SURE),
    paradigm("ко", "ка,ку,ка,ком,ке", kinds=SURNAME),
    paradigm("", "а,у,а,ом,е", kinds=SURNAME, stems=_SURE_NOUN, trust=Trust.SURE),
    paradigm("ец", "ца,цу,ца,цом цем,це", kinds=SURNAME, stems=_HARD, trust=Trust.SURE),
    paradigm("ок", "ка,ку,ка,ком,ке", kinds=SURNAME, stems=("н", "ч", "т", "д", "ш")),
    paradigm("ел", "ла,лу,ла,лом,ле", kinds=SURNAME, stems=("р", "з")),
    paradigm("ей", "ья,ью,ья,ьем,ье", kinds=SURNAME, stems=("в", "б")),
]  # fmt: skip

NOUNS = [
    # Men in a consonant, in -й and -ь.
    paradigm("", "а,у,а,ом,е", kinds=NOUN, stems=_HARD),
    paradigm("", "а,у,а,ем ом,е", kinds=NOUN, stems=_HUSHING),
    paradigm("ь", "я,ю,я,ем,е", kinds=NOUN, stems=(*_SOFT, *"бвмпф")),
    paradigm("й", "я,ю,я,ем,е", kinds=NOUN, stems=_VOWEL),
    paradigm("ий", "ия,ию,ия,ием,ии", kinds=NOUN),
    # Women and men in -а and -я.
    paradigm("а", "ы,е,у,ой ою,е", kinds=NOUN, sex=ANY, stems=_HARD, weak="у"),
    paradigm("а", "и,е,у,ой ою,е", kinds=NOUN, sex=ANY, stems=_BACK, weak="у"),
    paradigm("а", "и,е,у,ей ою,е", kinds=NOUN, sex=ANY, stems=_HUSHING, weak="у"),
    paradigm("я", "и,е,ю,ей ею,е", kinds=NOUN, sex=ANY, stems=(*_SOFT, *"аеоуь"), weak="ю"),
    paradigm("ия", "ии,ии,ию,ией иею,ии", kinds=NOUN, sex=ANY, weak="ию"),
]

GIVEN_NAMES = [
    paradigm("ев", "ьва,ьву,ьва,ьвом,ьве", kinds=GIVEN, stems=("л",)),
    paradigm("ел", "ла,лу,ла,лом,ле", kinds=GIVEN, stems=("ав",)),
    paradigm("вь", "ви,ви,вь,вью,ви", kinds=GIVEN, sex=F),
    paradigm("ль", "ли,ли,ль,лью,ли", kinds=GIVEN, sex=F),
]

PATRONYMICS = [
    paradigm("ич", "ича,ичу,ича,ичем,иче", kinds=PATRONYMIC, trust=Trust.SURE),
    paradigm("ыч", "ыча,ычу,ыча,ычем,ыче", kinds=PATRONYMIC, trust=Trust.SURE),
    paradigm("вна", "вны,вне,вну,вной вною,вне", kinds=PATRONYMIC, sex=F, trust=Trust.SURE),
    paradigm("чна", "чны,чне,чну,чной чною,чне", kinds=PATRONYMIC, sex=F, trust=Trust.SURE),
]

BY_ENDING = indexed([*SURNAMES, *GIVEN_NAMES, *NOUNS, *PATRONYMICS])
