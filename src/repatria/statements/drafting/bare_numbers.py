"""What can follow a number whose noun is left out: a verb, a preposition, a conjunction, an adverb.

“Of them 17 identified”, «двести в четверг», «139 утримували»: none of these words is a noun that
the number could count. The lists hold the closed classes; verbs are known by their endings.
"""

from __future__ import annotations

import re

_CLOSED = (
    r"and|or|nor|but|yet|so|as|at|by|for|from|in|into|of|off|on|onto|out|over|past|since|than|"
    r"through|to|"
    r"towards?|under|until|up|upon|via|with|within|without|against|among|between|during|before|"
    r"after|"
    r"because|if|when|while|where|who|whom|whose|which|that|this|these|those|the|an|it|they|he|"
    r"she|we|"
    r"i|you|all|both|each|every|only|just|again|already|also|too|ever|never|not|now|then|there|"
    r"here|"
    r"still|today|yesterday|tonight|tomorrow|together|alone|altogether|apiece|instead|however|"
    r"is|are|"
    r"was|were|be|been|being|am|has|have|had|do|does|did|will|would|shall|should|can|could|may|"
    r"might|"
    r"must|came|went|got|made|left|took|gave|sent|said|says|met|saw|lay|lie|lies|stood|sat|died|"
    r"fell|"
    r"live|lived|come|go|goes|stay|stayed|per|versus|vs|plus|minus|according|including|mostly|"
    r"mainly|"
    r"overall|yet|so|thus|gone|sent|given|taken|known|brought|let|out|alive|dead|home|back|away|"
    r"abroad|east|west|north|south|last|next|ago|earlier|later|"
    # Ukrainian and Russian.
    r"в|у|во|на|з|із|зі|со|с|из|от|від|до|по|за|під|под|над|про|о|об|обо|при|для|без|через|між|"
    r"между|"
    r"серед|среди|після|после|перед|передо|біля|около|проти|против|замість|вместо|крім|кроме|щодо|"
    r"і|й|та|и|а|але|но|або|или|чи|ли|що|что|щоб|чтобы|як|как|коли|когда|якщо|если|де|где|який|яка|"
    r"яке|які|яких|яким|якими|котор\w+|котр\w+|хто|кто|це|это|ці|эти|той|та|те|ті|тот|то|они|"
    r"вони|він|"
    r"он|вона|она|ми|мы|ви|вы|я|її|його|их|їх|ее|её|его|тоді|тогда|потім|потом|вже|уже|ще|ещё|еще|"
    r"також|также|теж|тоже|лише|лишь|тільки|только|навіть|даже|знову|снова|разом|вместе|усі|всі|"
    r"все|"
    r"усього|всього|всего|не|ні|ни|було|було|был\w{0,2}|бу(?:в|ла|ли|ло|де|дуть)|есть|є|нет|"
    r"нема|немає|"
    r"станом|сьогодні|сегодня|учора|вчора|вчера|завтра|позавчора|позавчера|торік|нині|ныне|зараз|"
    r"сейчас|туди|туда|звідти|оттуда|сюди|сюда|назад|обратно|натомість|взамін|взамен|додому|домой|"
    r"кожн\w+|кажд\w+|обидв\w+|обе|обеих|оба|обоих|обоє|обох|окремо|отдельно|загалом|итого|"
    r"мабуть|видимо|возможно|можливо|приблизно|примерно"
)
_VERBAL = (
    r"\w{2,}(?:ли|ло|ла|лись|лися|лось|лося|лась|лася|вся|лся|ют|ють|ет|ит|ить|ят|ять|ють|ються|"
    r"ются|"
    r"ется|ится|ється|иться|ятся|яться|уть|ут|нуть|нут|сь|ся)|"
    r"\w{2,}(?:ано|ено|ято|уто|ито|ены|аны|яты|уты|иты|ені|ані|яті|уті|ённых)|"
    r"\w{2,}(?<!hundr)(?<!uniform)(?<!wound)(?<!injur)(?<!kill)(?<!arm)(?<!train)(?<!refrigerat)ed"
)
_NOUNS_LIKE_VERBS = (
    r"(?:недел|земл|ружь|стол|капл|сабл|пул|рубл|кул|хвил|годин|мил|петл|доллар)\w*|\w*(?:тет|"
    r"кет|нет|лет|"
    r"мет|рет|вет|бит|лит|чит|кит|сит|щит|пут|мут|нут|кут|дні|билет\w*|пакет|автомат|солдат)"
)
_FOLLOWS = re.compile(
    rf"(?:{_CLOSED})(?![\w'])|(?!(?:{_NOUNS_LIKE_VERBS})(?!\w))(?:{_VERBAL})(?![\w'])"
)
_CYRILLIC = re.compile(
    r"(?!"
    + _NOUNS_LIKE_VERBS
    + r"$)[\w']{2,}(?:ли|ло|лись|лися|лось|ает|ают|яют|ить|ять|ють|ено|ано|ены|аны|ені)"
)
_NEXT = re.compile(r"[\s\u00a0]+([«“\"„]?)([^\W\d_][\w'-]*)")


def has_verb(words: str) -> bool:
    """Whether one of a few Slavic words has the ending of a verb."""
    every = re.findall(r"[а-яіїєґё'-]{3,}", words)
    return any(_CYRILLIC.fullmatch(word) is not None for word in every)


def without_noun(low: str, end: int) -> bool:
    """Whether the word after a number shows that the number stands without its noun."""
    word = _NEXT.match(low, end)
    if word is None:
        return True
    return _FOLLOWS.match(low, word.start(2)) is not None
