"""What people and remains that are counted do besides being handed over, beyond the tables of acts.

A number beside one of these is none of a handing over: they were mourned, examined, put off.
"""

from __future__ import annotations

NOT_DONE: dict[str, tuple[str, ...]] = {
    "en": (
        "outstanding", "pending",
        "(?:was|were|been|be) (?:found|located|traced)", "waiting list", "in (?:line|a queue)",
        "farewell~", "(?:was|were|is|are|found|turned out) (?:empty|sealed|mislabel+ed)",
        "operat(?:ed|es|ing) on", "amputat(?:ed|es)",
        "refus(?:ed|ing) to (?:go|return|board|come|leave|cross)", "chose (?:to stay|not to)",
        "stayed behind", "refus(?:ed|ing) (?:the|an) (?:exchange|swap)", "short of (?:us|them|our)",
        "left out", "excluded", "not included", "never made it", "did not (?:live|survive)",
        "not on the list", "mourn(?:ed|s|ing)?", "laid to rest", "funerals?",
        "(?:was|were|are|been) (?:examined|tested|processed|stored|opened|divided|emptied|sampled|"
        "interviewed|questioned|surveyed|vaccinated|arrested|mobili[sz]ed|deployed|stationed|hired)",
        "search(?:ed|ing) for", "sought", "protested", "rallied", "demonstrated", "marched",
        "volunteered", "turned back", "called off", "put off", "postponed", "went missing",
        "(?:was|were|is|are) (?:killed|shot|executed|murdered|tortured|bombed|shelled|destroyed)",
        "perished in", "lost their lives", "took part", "escorted", "accompanied", "signed",
        "appeared", "worked on", "employ(?:s|ed)?",
    ),
    "uk": (
        "знайден~", "розшукан~", "у черзі", "в черзі", "на черзі на",
        "недорахува~", "бракує", "забракло", "відмовил~ від", "відмовили~", "не захот~", "лишил~",
        "залишил~", "відмовил~ (?:поверт|їхати|переход)~",
        "не вход~", "не увійш~", "не потрап~", "не дочека~", "не дожи~", "попрощал~", "прощал~",
        "прощання", "провели в останн~", "поховал~", "похован~",
        "розкри(?:то|ті)", "розділен~", "з'явил~", "промайнул~", "відмовлено", "відкладен~",
        "перенесен~", "мітингувал~", "протестувал~", "опитан~", "досліджен~", "обстежен~", "шукал~",
        "розстрілян~", "закатован~", "страчен~", "загинул~", "поранено", "вбито", "знищен~",
        "супроводжувал~", "брали участь", "взяли участь", "бере участь", "працю(?:є|ють|вали)",
        "призначен~", "затриман~", "заарештован~", "викликан~", "зареєстрован~",
        "підписал~", "зібрал~", "надійшл~",
    ),
    "ru": (
        "содержат(?:|ся)", "содержит(?:|ся)", "содержал~",
        "найден~", "разыскан~", "отыскан~", "в очереди",
        "недосчита~", "не хвата~", "не хватил~", "отказал~ от обмен~", "сам(?:и)? отказал~",
        "не захот~", "остал(?:ся|ась|ись|ось)", "отказал~ (?:возвращ|вернут|ехать|переход)~",
        "не вход~", "не вошл~", "не попал~", "не дожда~", "не дожи~", "попрощал~", "прощал~",
        "прощание", "проводили в последн~", "похоронил~", "похоронен~",
        "вскрыт(?:о|ы)", "разделен~", "разделён~", "появил~", "мелькнул~", "отказано", "отложен~",
        "перенесен~", "митинговал~", "протестовал~", "опрошен~", "исследован~", "обследован~",
        "расстрелян~", "замучен~", "казнен~", "казнён~", "погибл~", "уничтожил~", "сопровождал~",
        "принима(?:ют|ли|ет) участие", "работа(?:ет|ют|ли)", "назначен~", "арестован~",
        "вызван~", "зарегистрирован~", "подписал~", "поступил~ (?:заяв|обращ|сообщ)~",
    ),
}  # fmt: skip
