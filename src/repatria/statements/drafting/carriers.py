"""Words that look like sides or givers of a handing over and are none: buses, and who reports."""

from __future__ import annotations

import re

VEHICLE = re.compile(
    r"(?<!\w)(?:buses|bus|coaches|convoys?|planes?|aircraft|trains?|lorr(?:y|ies)|trucks?|ferr(?:y|ies)|ships?|"
    r"ambulances|vehicles|vans|автобус(?:и|)|колон(?:а|и)|літак(?:и|)|потяг(?:и|)|борт(?:и|)|"
    r"рефрижератор(?:и|ы|)|вантажівк(?:а|и)|фур(?:а|и|ы)|пором|швидкі|"
    r"автобусы|колонн(?:а|ы)|сам[оё]л[её]т(?:ы|)|поезд(?:а|)|борта|грузовик(?:и|)|паром)"
    r"(?:\s+(?:of|from|with|з|із|с|со|від|от)\s+[\w'-]+(?:\s+[\w'-]+)?)?\s+(?:(?:have|has|had|also|вже|уже|також|также)\s+)*$"
)
# “By the accounts of both sides, …”: who says it, and not whither.
BOTH_SAY = re.compile(
    r"(?<!\w)(?:by|in|according to|from|за|по|зі|со)\s+(?:the\s+)?(?:accounts?|figures?|"
    r"words?|reports?|"
    r"count|tall(?:y|ies)|statements?|officials|даними|словами|версі\w+|підрахунками|заявами|данным|"
    r"словам|верси\w+|подсч[её]там|заявлениям)\s+"
    r"(?:of|from|on)?\s*(?:both|the two|each|either|обох|"
    r"обидв\w+|обеих|обоих)\s+\w+|"
    r"(?:officials|sources|officers)\s+(?:on|from|of)\s+(?:both|either|each)\s+"
    r"sides?|(?:both|the two)\s+(?:sides|governments|countries|parties|ministries)\s+"
    r"(?:said|say|reported|confirmed|agree|announced)"
)
