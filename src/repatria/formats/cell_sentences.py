"""What can be wrong with a field of a row, as templates; `{text}` is what the field holds."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from repatria.base.messages import message

UNKNOWN: Mapping[str, str] = MappingProxyType(
    {
        "party": message("unknown party “{code}”{near}"),
        "speaker": message("unknown speaker “{code}”{near}"),
        "source": message("unknown source “{code}”{near}"),
        "exchange": message("unknown exchange “{code}”{near}"),
        "agreement": message("unknown agreement “{code}”{near}"),
    }
)
"""Codes that are not held, by what they are to be of. `{near}` asks whether another was meant."""

TWICE_IN_LIST = message("a code stands twice in the list")
REQUIRED = message("this field is required")
ENGLISH_REQUIRED = message("this field is required, in English (en) at least")
NO_LANGUAGE = message("“{text}” is not a language code (en, uk, ru)")
NO_FLAG = message("“{text}” is neither true nor false")
NO_NUMBER = message("“{text}” is not a whole number above zero")
NO_DATE = message("“{text}” is not a date or a period")
NOT_ONE_DAY = message("“{text}” is not one day; write YYYY-MM-DD")
BELOW_ZERO = message("“{text}” is below zero; people and remains cannot be")
LONG_QUANTITY = message("“{text}” is too long for a quantity")
LONG_QUOTATION = message("a quotation has at most {most} words, this one has {words}")
NO_DIGEST = message("“{text}” is not a SHA-256 in 64 signs 0-9 and a-f")
NO_ADDRESS = message("“{text}” is not an address that begins with https:// or http://")
NO_CODE = message("“{text}” is not a code: at most 100 letters and digits, then also _ . : -")
NONE_OF = message("“{text}” is not one of {held}{near}")
