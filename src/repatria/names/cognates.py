"""Ukrainian surnames that are a word, and the Russian word that a list may have in their place:
Заєць and Заяц, Вовк and Волк. Data only.

Both languages have the word from one root, and its letters differ by history: і where о or е stood
in a closed syllable, ов where ол stood between consonants, е that comes and goes in -ець and -ер, в
put before a first о, о that became а. Dictionaries hold both as surnames of their own, so that no
rule of spelling joins them. A word that is merely translated (Півень and Петух) is not here: no
list writes it so. Words that differ only as every list may spell them (Сич and Сыч) need no line.
"""

from __future__ import annotations

from collections.abc import Iterator

_WORDS = """
заєць заяц|вовк волк|вовчок волчок|вовкун волкун|ведмідь медведь|медвідь медведь|горобець воробей
лебідь лебедь|журавель журавль|дід дед|кіт кот|віл вол|міст мост|сніг снег|камінь камень|горіх орех
ніс нос|ріг рог|піп поп|біс бес|вітер ветер|вогонь огонь|полудень полдень|осінь осень|піст пост
віз воз|ніж нож|кіл кол|сіль соль|біб боб|кріль кроль|бобер бобр|щиголь щеголь|гребінь гребень
кремінь кремень|ячмінь ячмень|корінь корень|хміль хмель|яблунь яблонь|стовп столб|місяць месяц
жовтий желтый|довгий долгий|товстий толстый|повний полный|гіркий горький|солодкий сладкий
рівний ровный|гострий острый|рідний родной|нічний ночной|мідний медный|глухий глухой|сухий сухой
ковтун колтун|жовтяк желтяк|мовчан молчан|довгань долгань|вівчар овчар|козак казак|тополя тополь
поліщук полещук|вівсяник овсяник|пічник печник|пічкур печкур|різун резун|різник резник
діброва дуброва|вільха ольха|вівця овца|віник веник|свічка свечка|хліб хлеб|відун ведун
чоловік человек|жнець жнец|палій палей|їжак ежак
"""


def cognate_pairs() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each Ukrainian surname with the Russian one, and the Russian one with itself."""
    seen = set()
    for line in _WORDS.strip().splitlines():
        for pair in line.split("|"):
            ukrainian, russian = pair.split()
            yield ukrainian, (russian,)
            if russian not in seen:
                seen.add(russian)
                yield russian, (russian,)
