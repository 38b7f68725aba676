"""The tables of English: what is counted, quantities, days. `lexicon.py` explains the rows."""

from __future__ import annotations

from repatria.statements.drafting.english_nouns import (
    BODY,
    CIVILIAN,
    CONTAINER,
    DEAD,
    FRAGMENT,
    PERSON,
    PRISONER,
    TRADES,
    WOUNDED,
)
from repatria.statements.drafting.lexicon import Counts

# What “no” and “any” stand before where they count.
_COUNTED = "|".join((*BODY, *CONTAINER, *PRISONER, *PERSON, *CIVILIAN, *FRAGMENT, "fallen", "dead",
                     "wounded", "injured", "one"))  # fmt: skip
# The tables are filled to the line; one word a line would hide them.
# fmt: off
COUNTS = Counts(
    # What is counted, and what is not.
    container=CONTAINER,
    body=BODY,
    dead=DEAD,
    civilian=CIVILIAN,
    wounded=WOUNDED,
    prisoner=PRISONER,
    person=PERSON,
    fragment=FRAGMENT,
    trades=TRADES,
    stops=(
        "go",
        "north", "south", "east", "west", "in", "out", "there", "made", "left", "crossed",
        "followed", "walked", "reached", "extra", "home", "back", "over", "across", "travelled",
        "never", "proved", "remain~",
        "too", "as well", "also", "have", "has", "had", "went", "came", "will", "would", "more",
        "again", "alive", "now", "already", "proved?", "turned out", "of", "with", "on",
        "numbered", "each", "last", "this", "that", "then", "when", "while", "if", "got", "apiece",
        "in", "today", "yesterday",
    ),
    other={
        "age": ("years? old", "year-old~", "years? of age", "year-olds?"),
        "time": (
            r"a\.m\.?", r"p\.m\.?", "am", "pm", "o'clock", "gmt", "hours?", "minutes?", "seconds?",
            "local time",
        ),
        "duration": (
            "years?", "months?", "weeks?", "days?", "decades?", "times", "nights?",
        ),
        "distance": (
            "km", "kilomet(?:er|re)s?", "met(?:er|re)s?", "miles?", "m", "hectares?", "square",
            "tonn?e?s?", "kg", "kilograms?", "degrees?",
        ),
        "percent": (
            "percent", "per cent", "%", "percentage", "pct", "thirds?", "quarters?", "halves",
            "fifths?", "tenths?",
        ),
        "money": (
            "dollars?", "euros?", "hryvnias?", "rubles?", "roubles?", "million dollars", "usd",
            "eur",
        ),
        "unit": (
            "brigades?", "regiments?", "battalions?", "divisions?", "corps", "squadrons?",
            "compan(?:y|ies)",
        ),
        "vehicle": (
            "trucks?", "lorr(?:y|ies)", "bus(?:es)?", "vehicles?", "planes?", "aircraft",
            "trains?", "drones?", "missiles?", "wagons?", "vans?", "ambulances?", "refrigerated",
            "refrigerators?", "cars?", "flights?",
        ),
        "place": (
            "regions?", "countries", "cities", "villages?", "oblasts?", "hospitals?",
            "laborator(?:y|ies)", "points?", "places?", "towns?", "states?", "districts?",
        ),
        "event": (
            "repatriations?", "transfers?", "deliver(?:y|ies)", "shipments?", "consignments?",
            "occasions?", "attempts?", "deals?", "agreements?", "statements?", "visits?",
            "operations?", "mediations?", "missions?", "waves?", "trips?", "stages?", "phases?",
            "rounds?", "talks", "meetings?", "groups?", "categories", "exchanges?", "swaps?",
            "handovers?", "lists?", "sides?", "parties", "photos?", "videos?", "posts?", "part",
            "parts", "batch~", "convoys?",
        ),
        "kin": (
            "lives", "letters?", "parcels?", "envelopes?", "words?", "conscripts?(?= a year)",
            "famil(?:y|ies)", "relatives?", "requests?", "calls?", "profiles?", "samples?",
            "tests?", "experts?", "journalists?", "doctors?", "medics?", "volunteers?", "wives",
            "mothers", "staff", "applications?", "cases?", "matches",
        ),
    },
    before={
        "distance": ("plus", "minus"),
        "time": ("past", "quarter to", "shortly before", "shortly after"),
        "age": (
            "aged", "age of", "ages?", "under-?", "over the age of", "younger than", "older than",
            "born in", "aged between",
        ),
        "event": (
            "teams? of", "groups? of", "parties of", "convoys? of", "staff of",
        ),
        "unit": (
            r"no\.?", "number", "article", "unit", "resolution", "hotline", "phone", r"tel\.?",
            "call", "№", "route", "highway", "page",
        ),
    },
    # Quantities.
    modifiers={
        "at_least": (
            "at the very least", "at least", "no fewer than", "not less than", "no less than",
            "not fewer than", "a minimum of",
        ),
        "more": (
            "well over", "well above", "just over", "slightly more than", "a little over",
            "slightly over", "a bit more than", "a little more than", "north of", "upward of",
            "better than", "more than", "over", "above", "upwards of", "in excess of",
            "exceed(?:ed|s|ing)", "surpass(?:ed|es|ing)",
        ),
        "fewer": (
            "well under", "slightly fewer than", "a little under", "slightly under", "short of",
            "fewer than", "less than", "under", "below",
        ),
        "at_most": (
            "at most", "no more than", "not more than", "up to", "a maximum of",
        ),
        "nearly": (
            "very nearly", "all but", "just short of", "just shy of", "a little less than",
            "nearly", "almost", "close to", "just under", "not quite",
        ),
        "about": (
            "something like", "or thereabouts", "more or less", "in the region of",
            "in the order of", "close on", "as many as some", "about", "around", "some",
            "approximately", "roughly", "circa", "an estimated", r"approx\.?",
        ),
    },
    after={
        "at_least": ("or more", "at least", "at minimum"),
        "about": ("or so",),
        "at_most": ("at most", "or fewer", "or less"),
    },
    none=(
        r"none(?! (?:of (?:it|that|this)(?!\w)|under|other)(?!\w))",
        r"nothing(?= (?:in (?:return|exchange)|back|at all|came|went|was (?:handed|given|returned|"
        r"received))(?!\w))",
        r"(?<=gave\s)nothing", r"(?<=got\s)nothing", r"(?<=received\s)nothing",
        r"(?<!was\s)(?<!were\s)(?<!is\s)not one(?! (?:of (?:it|that|this)|for |word|to |"
        r"more|fewer|less|too))",
        "not a single(?: one)?(?! (?:more|fewer|less))",
        rf"no(?! (?:more|fewer|less|other|one of) )(?= (?:[\w-]+ ){{0,3}}(?:{_COUNTED})(?!\w))",
        "nil", "nought", "naught",
        r"(?<!a\s)(?<!ground\s)zero", "nobody", "no one", "no-one", "not any", "empty-handed",
        rf"(?:any|a single|even one)(?= (?:[\w-]+ ){{0,3}}(?:{_COUNTED})(?!\w))",
        r"any(?=\s*(?:[.,;:!?»”\"]|back\b|in return|in exchange|at all|over\b|of (?:its|"
        r"their) own))",
    ),
    parity=(
        "(?:the |an? )?(?:very )?(?:same|equal|similar|identical|matching|equivalent|like|"
        "corresponding|comparable) (?:numbers?|amounts?|quantit(?:y|ies)|counts?|tall(?:y|ies)|"
        "figures?)",
        "(?<!include\\s)(?<!includes\\s)(?<!included\\s)(?:just |exactly |"
        "precisely )?as many(?! as (?:\\d|a |one |two |three |four |five |six |"
        "seven|eight|nine|ten|some))", "(?:exactly|just|precisely) that (?:many|number)",
        "parity", "(?:one|man|head|body|name|like)-for-(?:one|man|head|body|name|like)",
        "(?:man|head|body|name|like) for (?:man|head|body|name|like)",
        "(?:in )?equal (?:measure|terms|numbers)", "the same again",
        r"(?<!is\s)(?<!was\s)(?<!remains\s)the same(?=\s*[.;!?])",
        "one to one", "an equal share",
    ),
    vague={
        "dozens": (
            "(?:several |many |a few |some )?dozens", "(?:several|many|a few) (?:dozen|score)",
            "scores",
        ),
        "hundreds": ("(?:several |many |a few )?hundreds", "(?:several|many|a few) hundred"),
        "thousands": ("(?:several |many |a few )?thousands", "(?:several|many|a few) thousand"),
    },
    joint="to|and|or",
    # Days.
    months={
        1: ("january", r"jan\.?"),
        2: ("february", r"feb\.?"),
        3: ("march", r"mar\."),
        4: ("april", r"apr\.?"),
        5: ("may",),
        6: ("june", r"jun\.?"),
        7: ("july", r"jul\.?"),
        8: ("august", r"aug\.?"),
        9: ("september", r"sept?\.?"),
        10: ("october", r"oct\.?"),
        11: ("november", r"nov\.?"),
        12: ("december", r"dec\.?"),
    },
    weekdays={
        0: ("monday",),
        1: ("tuesday",),
        2: ("wednesday",),
        3: ("thursday",),
        4: ("friday",),
        5: ("saturday",),
        6: ("sunday",),
    },
    days_ago={
        0: ("today", "tonight", "this (?:morning|evening|afternoon)"),
        1: ("yesterday", "the day before", "last night"),
        2: ("the day before yesterday", "two days ago"),
    },
)
# fmt: on
