"""The words of silence in three languages: not to say, to keep silent, and on what.

A negation before any verb of saying is silence, and so is a refusal; the tables of a language
(`unsaid`, `asked`) add what is said otherwise. Cyrillic and Latin never meet, so one pattern serves
all three languages.
"""

from __future__ import annotations

import re

_EN_SAY = (
    r"say|said|saying|specif(?:y|ied|ying)|disclos(?:e|ed|ing)|reveal(?:ed|ing)?|giv(?:e|en|ing)|"
    r"provid(?:e|ed|ing)|stat(?:e|ed|ing)|nam(?:e|ed|ing)|report(?:ed|ing)?|clarif(?:y|ied|ying)|"
    r"indicat(?:e|ed|ing)|mention(?:ed|ing)?|announc(?:e|ed|ing)|publish(?:ed|ing)?|tell|told|"
    r"confirm(?:ed|ing)?|comment(?:ed|ing)?|detail(?:ed|ing)?|quot(?:e|ed|ing)|cit(?:e|ed|ing)|"
    r"elaborat(?:e|ed|ing)|offer(?:ed|ing)?|shar(?:e|ed|ing)|discuss(?:ed|ing)?|"
    r"divulg(?:e|ed|ing)|address(?:ed|ing)?|be drawn|made public|make public|put a|"
    r"respond(?:ed)?|repl(?:y|ied)|answer(?:ed)?|spell(?:ed)? out|break down|gone into|go into|"
    r"spoken|spoke|speak|acknowledg(?:e|ed|ing)|issued?|count(?:ed)? them"
)
_EN_NOT = (
    r"(?:(?:did|does|do|has|have|had|would|could|can|will|was|were|is|are)(?:\s+not|n't|\s+never)|"
    r"never|won't|cannot|can't|without|(?:has|have|had|is|are)\s+yet\s+to|"
    r"(?:declin|refus|fail|neglect|omit)\w*\s+to|unwilling\s+to|not\s+(?:ready|willing|able)\s+to|"
    r"(?:in\s+no|not\s+in\s+(?:a|any))\s+(?:hurry|rush)\s+to|"
    r"(?:neither|nobody|no\s+one)(?:\s+[\w']+){1,7}?\s+to|"
    r"refrain(?:ed|s|ing)?\s+from|stop(?:s|ped)?\s+short\s+of|avoid(?:ed|s|ing)?|"
    r"(?:neither|nobody|no\s+one|none)(?:\s+[\w']+){0,3}?(?:\s+(?:has|have|had|would|will|could))?)"
)
_RU_SAY = (
    r"назв|назыв|сообщ|указ|указыв|уточн|раскр|сказ|скаж|говор|объяв|озвуч|обнарод|публик|опублик|"
    r"конкретиз|детализ|приво[дж]|привел|прив[её]л|приведен|приведя|подтвержд|подтверд|комментир|"
    r"прокоммент|отвеч|ответил|ответит|упомян|упомин|разгла|огла|информир|проинформ|рассказ|"
    r"поясн|объясн|освеща|распространя|предостав|отчит|отч[её]т|признал|призна[её]т|докладыв|"
    r"анонсир|обсужда|касал|затрагива|обмолв|выда[её]т данн|вда(?:вал|[её]т)ся"
)
_UK_SAY = (
    r"назв|назив|повідом|вказ|зазнач|уточн|розкри|сказа|скаж|каж|говор|оголо|озвуч|оприлюдн|"
    r"публік|опублік|конкретиз|деталіз|наводи|навел|навів|наведен|підтвердж|підтверд|комент|"
    r"прокоменту|відпові|згад|розголо|інформ|проінформ|розпов|пояснив|пояснил|пояснює|пояснюють|"
    r"висвітл|поширю|надав|надал|надає|звіту|визна[вєл]|анонсу|обговорю|торка|обмови[вл]|вдава"
)
_SLAVIC_REFUSE = (
    r"(?:отказ(?:ал|ыва)|откаж|воздерж|уклон|избега|избеж|умолч|умалч|смолча|промолч|молч|помалк|"
    r"отмолч|затрудн|скры(?:л|ва)|утаи|утаива|засекре|відмов(?:ив|ил|ля)|утрима(?:в|л)|"
    r"утримую|ухил|уник|змовч|замовч|промовч|мовч|помовч|прихов|затаї)\w*"
)
_HIDDEN = (
    r"(?:держ|храни|оста|трима|залиша|залиши|зберіга|берег|"
    r"бережу)\w*\s+(?:[\w-]+\s+){0,3}?(?:в\s+|у\s+)?"
    r"(?:тайн\w+|секрет\w*|молчани\w*|неизвестн\w+|таємниц\w*|мовчанн\w*|мовчанк\w*|невідом\w+)|"
    r"(?:обош|обій|обход|обходи)\w*\s+(?:молчан|мовчан)\w+|"
    r"(?:оста|залиш)\w+\s+без\s+(?:ответ|комментар|відповід|комент)\w+|"
    r"(?:под|під)\s+(?:грифом|секретом)|не\s+(?:бер[её]тся|берется|береться|беремся)\s+\w+|"
    r"(?:обмеж|огранич)\w+\s+(?:слов|общ|загальн)\w+|вд(?:ава|а)\w*\s+(?:в|у)\s+подробн\w+|"
    r"(?:ни|ані|жодн\w+|ніяк\w+|никак\w+)\s+(?:слов|звук|цифр|числ|чисел|полслов|пів слова|"
    r"подробност|деталей|даних|данных|сведен)\w*|"
    r"не\s+(?:прозвуча|пролуна)\w+|"
    r"(?:нет|нема|немає|відсутн\w+|отсутств\w+)\s+(?:ни\s+|ані\s+)?(?:слова|данных|даних|сведен\w+|"
    r"информац\w+|інформац\w+|цифр\w*|чис[ле]\w*|відомост\w+)|"
    r"(?:слова|данных|даних|сведений|цифр|цифри|чисел|числа|инф\w+)\s+(?:\w+\s+){0,3}?(?:нет|"
    r"нема|немає)"
)
_MORE_EN = (
    r"(?:contain|giv|gave|nam|offer|provid|publish|includ|mention|list|quot|carr|put|bore|cit|"
    r"made|mak|offers)\w*\s+(?:[\w']+\s+and\s+)?no\s+(?:[\w-]+\s+){0,2}?(?:numbers?|figures?|counts?|totals?|tally|"
    r"details?|breakdown|comment|mention|word)|"
    r"(?:remain|stay|kept|keep|keeping|stayed|fell|fallen|is|was|are|were|been)(?:s|ed)?\s+"
    r"(?:[\w']+\s+){0,2}?(?:silent|mum|quiet|tight-lipped|secret|a\s+secret|unknown|undisclosed|"
    r"unclear|unspecified)|"
    r"(?:said|says|say|saying|spoke|written|wrote|told\s+us|disclosed|revealed|published|given|"
    r"announced)\s+(?:nothing|not\s+a\s+word|not\s+one\s+word|little)|nothing\s+(?:was|is|"
    r"has\s+been)\s+"
    r"(?:said|announced|disclosed|published|reported)|"
    r"no\s+(?:[\w-]+\s+){0,2}?(?:word|comment|mention|figures?|numbers?|information|details?|reply|"
    r"response|answer|confirmation)(?=\s+(?:on|of|about|as|from|for|was|were|has|yet|came|is)\b|"
    r"[.,;])|"
    r"(?:leaves?|left|leaving)\s+(?:[\w']+\s+){0,3}?(?:open|out|unsaid|blank)|"
    r"ke(?:ep|pt|eps|eping)\s+(?:[\w']+\s+){0,4}?(?:to\s+(?:it|him|her|them)sel(?:f|ves)|secret|"
    r"under\s+wraps)|"
    r"(?:withh(?:eld|olds?|olding)|sidestepp(?:ed|ing)|dodg(?:ed|ing)|brush(?:ed|ing)\s+aside|"
    r"wav(?:ed|ing)\s+(?:away|off)|shrug(?:ged|ging)\s+off|deflect(?:ed|ing)|evad(?:ed|ing)|"
    r"unanswered|duck(?:ed|ing)|skirt(?:ed|ing))"
)
UNSAID = re.compile(
    r"(?<![\w'])(?:"
    rf"{_EN_NOT}(?:\s+[\w']+){{0,2}}?\s+(?:{_EN_SAY})(?![\w'])|{_MORE_EN}|"
    rf"(?:не|ни|ані)\s+(?:[\w-]+\s+){{0,1}}?(?:{_RU_SAY}|{_UK_SAY})\w*|"
    rf"(?:не)\s+(?:стал|ста|захотел|захоті|смог|зміг|змог|мож|хо[чт]|бажа|жела|буд|готов|взял|"
    rf"береть)\w*\s+"
    rf"(?:[\w-]+\s+){{0,2}}?(?:{_RU_SAY}|{_UK_SAY})\w*|"
    rf"не\s+(?:[\w-]+\s+)?(?:дам|дамо|дадим|даст|дасть|даю|даємо|да[её]м|назву|скажу)(?!\w)|"
    rf"(?:{_RU_SAY}|{_UK_SAY})\w*(?:ти|ть)\s+(?:[\w-]+\s+)?не\s+(?:схот|захот|захоч|зміг|змог|смог|стал|ста|став|"
    rf"взял|погод|соглас)\w*|"
    rf"(?:хай|нехай|пусть|пускай)\s+(?:[\w']+\s+){{0,2}}?(?:{_RU_SAY}|{_UK_SAY})\w*|"
    rf"без\s+(?:комент|коммент|указани|уточнени|упоминани|объявлени|приведени|цифр|чис[ле]|подробност|деталей|"
    rf"зазначенн|уточненн|згадк|оголошенн|наведенн)\w*|"
    rf"{_SLAVIC_REFUSE}|{_HIDDEN}"
    r")"
)

# What is not said: a number, or those who would be counted.
ASKED = re.compile(
    r"(?<![\w'])(?:how\s+(?:many|large|big|much)|numbers?|figures?|tall(?:y|ies)|totals?|"
    r"counts?|size|"
    r"statistics|breakdown|quantit(?:y|ies)|"
    r"сколько|скольк(?:их|им|ими)|скільки|скільк(?:ох|ом|ома)|числ\w*|чисел|количеств\w*|"
    r"кількост\w*|"
    r"кількіст\w*|цифр\w*|чисельн\w+|численн\w+|статистик\w*|подсч[её]т\w*|підрахун\w+|"
    r"(?:о|про)\s+(?:том|те),?\s+(?:что|що|кого|скільки|сколько)|what\s+(?:went|came|it|they|"
    r"was|the|he|she|[\w']+\s+(?:would|will|has|had|have|was|were|got|received|gave|gets|receives?))|"
    r"підсумк\w+|итог\w*|данные|данных|дані|даних|счёт\w*|рахун(?:ок|ку|ком))(?!\w)"
)
# “Of the dead”, «о переданных», «про цивільних»: the topic, and not only a word beside.
ABOUT = (
    r"(?<![\w'])(?:of|about|on|over|regarding|concerning|as\s+(?:to|for)|о|об|обо|про|щодо|насчет|"
    r"насчёт|относительно|відносно|стосовно|по\s+поводу)\s+(?:[^\W\d][\w'-]*\s+){0,3}?"
)
# Silence that needs no topic: it answers what the text is about.
BARE = re.compile(
    r"(?<![\w'])(?:"
    r"(?:ha[sd]|have|did|would|does|do)(?:\s+not|n't)\s+(?:\w+\s+)?(?:comment(?:ed)?|"
    r"respond(?:ed)?|"
    r"repl(?:y|ied)|answer(?:ed)?)|(?:declin|refus)\w+\s+(?:to\s+comment|comment)|no\s+comment|"
    r"yet\s+to\s+comment|(?:remain|stay|kept|keep)\w*\s+(?:silent|mum|quiet|tight-lipped)|"
    r"(?:said|says|say|saying)\s+nothing|no\s+word|без\s+(?:комент|коммент)\w+|"
    r"made\s+no\s+comment|had\s+no\s+comment|"
    r"(?:без|от|від)\s+(?:комментари|комент)\w+|не\s+(?:комментир|прокоммент|комент|прокоменту)\w+|"
    r"не\s+(?:ответил|отвеча|відпові)\w*|(?:промолч|молч|отмолч|мовч|промовч|відмовч)\w+|"
    r"(?:хран|зберіг)\w+\s+(?:молчан|мовчан)\w+|комментировать\s+\w*\s*отказал\w+"
    r")(?![\w'])"
)
# After a bare silence: on what else it is, which the text does not count.
ELSEWHERE = re.compile(
    r"\s+(?:on|about|over|regarding|о|об|про|щодо|относительно)\s+(?!it\b|this\b|that\b|это|"
    r"этом|це|цього|них)"
)
# “It”, “this figure”: what was said before is what is not said more of.
POINTED = re.compile(
    r"(?<![\w'])(?:(?:about|on|of)\s+(?:it|this|that|them)|anything|"
    r"(?:об|про)\s+(?:этом|них)|её|ее|його|її)(?!\w)"
)
