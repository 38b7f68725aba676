"""How Ukrainian names decline, after the grammar of the orthography of 2019 (§§ 97-103).

The alternations i : о, е (Федір, Федора) and the fleeting е, о (Кравець, Кравця) are paradigms of
their own. shevchenko-py declines forwards and is the oracle of the tests; its way back takes one to
six milliseconds a word, too slow for a list of a million. The locative of people stands in no list;
it is read where it costs no other reading.
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

_HARD = tuple("бвгґдзклмнпрстфхц")
_HUSHING = tuple("жчшщ")
_VOWEL = tuple("аеєиіїоуюя")
_SOFT = tuple("дзлнстцр")
_LONG = tuple(v + c for v in "аеиоуюяії" for c in "бвгджзклмнпрстфхцчшщ")
_POSSESSIVE = ("ов", "ев", "єв", "ин", "ін", "їн")
_ADJECTIVE = ("ськ", "цьк", "зьк")
_SURE_NOUN = ("чук", "нюк", "щук", "люк", "сюк", "рук", "дюк", "юк", "чак", "няк", "ик", "ич", "іч")

SURNAMES = [
    # Adjectives: Залізняцький, Чорний, Завгородній.
    paradigm("ий", "ого,ому,ого,им,ому ім", kinds=SURNAME, stems=_ADJECTIVE, trust=Trust.SURE),
    paradigm("ий", "ого,ому,ого,им,ому ім", kinds=SURNAME, stems=_HARD + _HUSHING,
             trust=Trust.SURE, weak="им ім"),
    paradigm("ій", "ього,ьому,ього,ім,ьому", kinds=SURNAME, stems=("н",), trust=Trust.SURE,
             weak="ім"),
    paradigm("а", "ої,ій,у,ою,ій", kinds=SURNAME, sex=F, stems=_ADJECTIVE, trust=Trust.SURE),
    paradigm("а", "ої,ій,у,ою,ій", kinds=SURNAME, sex=F, stems=_HARD + _HUSHING,
             trust=Trust.SURE, weak="у ій ою"),
    paradigm("я", "ьої,ій,ю,ьою,ій", kinds=SURNAME, sex=F, stems=("н",), trust=Trust.SURE,
             weak="ій ю"),
    # Possessives: Ковальов, Пономарьов, Ільїн, and the women's.
    paradigm("", "а,у,а,им,і у", kinds=SURNAME, stems=_POSSESSIVE, trust=Trust.EVEN, weak="і"),
    paradigm("", "а,у,а,им,і у", kinds=SURNAME, stems=("ів", "їв")),
    paradigm("а", "ої,ій,у,ою,ій", kinds=SURNAME, sex=F, stems=_POSSESSIVE, trust=Trust.SURE,
             weak="у"),
    paradigm("ів", "ова ева єва,ову еву єву,ова ева єва,овим евим євим,ову еву єву", kinds=SURNAME,
             stems=_LONG),
    # Nouns: Бондаренко, Шевчук, Кравець, Коваль, Гайдай.
    paradigm("ко", "ка,ку кові,ка,ком,ку кові", kinds=SURNAME, stems=("ен", "єн"),
             trust=Trust.SURE),
    paradigm("ко", "ка,ку кові,ка,ком,ку кові", kinds=SURNAME),
    paradigm("", "а,у ові,а,ом,ові у", kinds=SURNAME, stems=_SURE_NOUN, trust=Trust.SURE),
    paradigm("ець", "ця,цю цеві,ця,цем,цеві цю", kinds=SURNAME, stems=_HARD + _HUSHING,
             trust=Trust.SURE),
    paradigm("лець", "льця,льцю льцеві,льця,льцем,льцеві", kinds=SURNAME, trust=Trust.SURE),
    paradigm("єць", "йця,йцю йцеві,йця,йцем,йцеві", kinds=SURNAME, trust=Trust.SURE),
    paradigm("ок", "ка,ку кові,ка,ком,кові", kinds=SURNAME, stems=("н", "ч", "т", "д", "ш", "л")),
    paradigm("ел", "ла,лу лові,ла,лом,лові", kinds=SURNAME, stems=("р", "з", "с")),
    paradigm("ень", "ня,ню неві,ня,нем,неві", kinds=SURNAME, stems=tuple("бвджзлпрстчш")),
    paradigm("ей", "'я,'ю 'єві,'я,'єм,'єві 'ї", kinds=SURNAME, stems=("в", "б")),
]  # fmt: skip

NOUNS = [
    # Men in a consonant, in -й and -ь.
    paradigm("", "а,у ові,а,ом,ові у", kinds=NOUN, stems=_HARD, weak="а у ом"),
    paradigm("", "а,у еві,а,ем,еві у", kinds=NOUN, stems=_HUSHING),
    paradigm("ь", "я,ю еві,я,ем,еві ю", kinds=NOUN, stems=_SOFT),
    paradigm("р", "ря,рю реві,ря,рем,реві", kinds=NOUN),
    paradigm("й", "я,ю єві,я,єм,єві ї", kinds=NOUN, stems=_VOWEL),
    paradigm("о", "а,у ові,а,ом,ові у", kinds=NOUN, stems=("л", "р", "хн", "йн")),
    # The alternations.
    paradigm("ір", "ора,ору орові,ора,ором,орові", kinds=NOUN),
    paradigm("іп", "опа,опу опові,опа,опом,опові", kinds=NOUN),
    paradigm("ін", "она,ону онові,она,оном,онові", kinds=NOUN),
    paradigm("іл", "ола,олу олові,ола,олом,олові", kinds=SURNAME),
    paradigm("іг", "ога,огу огові,ога,огом,огові", kinds=SURNAME),
    paradigm("іль", "еля,елю елеві,еля,елем,елеві", kinds=SURNAME),
    paradigm("інь", "еня,еню еневі,еня,енем,еневі", kinds=SURNAME),
    paradigm("ідь", "едя,едю едеві,едя,едем,едеві", kinds=SURNAME),
    # Women and men in -а and -я.
    paradigm("а", "и,і,у,ою,і", kinds=NOUN, sex=ANY, stems=_HARD, weak="у"),
    paradigm("га", "ги,зі,гу,гою,зі", kinds=NOUN, sex=ANY),
    paradigm("ка", "ки,ці,ку,кою,ці", kinds=NOUN, sex=ANY),
    paradigm("ха", "хи,сі,ху,хою,сі", kinds=NOUN, sex=ANY),
    paradigm("а", "і,і,у,ею,і", kinds=NOUN, sex=ANY, stems=_HUSHING),
    paradigm("я", "і,і,ю,ею,і", kinds=NOUN, sex=ANY, stems=_SOFT, weak="ю"),
    paradigm("я", "ї,ї,ю,єю,ї", kinds=NOUN, sex=ANY, stems=(*_VOWEL, "й", "'"), weak="ю"),
]

GIVEN_NAMES = [
    paradigm("ків", "кова,кову кові,кова,ковом,кові", kinds=GIVEN, trust=Trust.SURE),
    paradigm("ев", "ева ьва,ьву еву ьвові евові,ева ьва,ьвом евом,ьвові евові", kinds=GIVEN),
    paradigm("іш", "оша,ошу ошеві,оша,ошем,ошеві", kinds=GIVEN),
    paradigm("ко", "ка,ку кові,ка,ком,кові", kinds=GIVEN),
    paradigm("", "і,і,-,'ю,і", kinds=GIVEN, sex=F, stems=("в",)),
    paradigm("ль", "лі,лі,ль,ллю,лі", kinds=GIVEN, sex=F),
]

PATRONYMICS = [
    paradigm("ич", "ича,ичу ичеві,ича,ичем,ичеві ичу", kinds=PATRONYMIC, trust=Trust.SURE),
    paradigm("іч", "іча,ічу ічеві,іча,ічем,ічеві ічу", kinds=PATRONYMIC, trust=Trust.SURE),
    paradigm("їч", "їча,їчу їчеві,їча,їчем,їчеві їчу", kinds=PATRONYMIC, trust=Trust.SURE),
    paradigm("вна", "вни,вні,вну,вною,вні", kinds=PATRONYMIC, sex=F, trust=Trust.SURE),
    paradigm("чна", "чни,чні,чну,чною,чні", kinds=PATRONYMIC, sex=F, trust=Trust.SURE),
]

BY_ENDING = indexed([*SURNAMES, *GIVEN_NAMES, *NOUNS, *PATRONYMICS])
