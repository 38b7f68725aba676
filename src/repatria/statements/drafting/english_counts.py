"""The tables of English: what is counted, quantities, days. `lexicon.py` explains the rows."""

from __future__ import annotations

from repatria.statements.drafting.lexicon import Counts

# The tables are filled to the line; one word a line would hide them.
# fmt: off
COUNTS = Counts(
    # What is counted, and what is not.
    container=(
        "crates?", "boxes", "body-bags?", "packages", "parcels", "urns?", "bags?", "body bags?",
        "coffins?", "containers?", "sacks?", "caskets?",
    ),
    body=(
        "bodies", "sets? of remains", "cadavers?", "mortal remains", "war dead", "bod(?:y|ies)",
        "remains", "corpses?", "human remains",
    ),
    dead=(
        "war dead", "died", "lost", "fallen", "dead", "killed", "deceased", "slain", "perished",
    ),
    civilian=("civilians?", "civil", "noncombatants?", "non-combatants?"),
    wounded=(
        "(?:severely |seriously |gravely |badly |heavily )?(?:wounded|injured|ill|sick)",
        "wounded",
    ),
    prisoner=(
        "pilots?", "tankers", "tank crew(?:m[ae]n)?", "crew members?", "gunners?", "paratroopers?",
        "conscripts?", "reservists?", "cadets?", "infantrym[ae]n", "scouts?", "snipers?",
        "commandos?", "recruits?", "mercenar(?:y|ies)", "legionnaires?", "veterans?",
        "ex-prisoners", "former prisoners", "volunteers? fighters?", "rank and file",
        "enlisted m[ae]n", "non-commissioned officers?", "ncos?", "airm[ae]n", "seam[ae]n",
        "regulars", "militiam[ae]n", "gendarmes?", "riflem[ae]n", "captured (?:soldiers|men)",
        "lieutenants?", "corporals?", "captains?", "colonels?", "warrant officers?", "heroes",
        "prisoners?(?: of war)?", "pows?", "captives?", "soldiers?", "servicem[ae]n",
        "servicewom[ae]n", "service members?", "troops?", "defenders?", "fighters?",
        "military personnel", "personnel", "officers?", "sergeants?", "privates?", "marines?",
        "combatants?", "guardsm[ae]n", "sailors?", "warriors?", "border guards?",
        "militar(?:y|ies)", "national guard~",
    ),
    person=(
        "adults?", "boys?", "girls?",
        "boys", "lads", "guys", "sons", "daughters", "brothers", "sisters", "comrades",
        "pensioners?", "villagers?", "patients?", "returnees", "internees", "ex-detainees",
        "humans?", "souls", "internally displaced", "foreigners?", "youths?", "girls", "babies",
        "infants?", "elderly", "locals", "non-combatants", "deportees", "abductees", "crew",
        "of them", "passengers", "families' members", "people", "persons?", "citizens?", "m[ae]n",
        "wom[ae]n", "individuals?", "residents?", "detainees?", "children", "compatriots?",
        "nationals?", "hostages?", "inhabitants?", "teenagers?", "minors?", "adults?", "convicts?",
        "names", "others?", "more",
    ),
    fragment=(
        "body fragments?", "partial remains", "bone fragments?",
        "parts?(?= of (?:a |the )?(?:body|bodies))", "fragments?", "body parts?",
        "parts of bodies",
    ),
    trades=(
        "medics?", "doctors?", "nurses?", "journalists?", "reporters?", "volunteers?", "drivers?",
        "cooks?", "engineers?", "teachers?", "priests?", "chaplains?", "students?", "policem[ae]n",
        "police officers?", "rescuers?", "firefighters?", "workers?", "employees?", "mothers?",
        "fathers?", "couples?", "surgeons?", "mechanics?", "technicians?", "mayors?", "farmers?",
        "fisherm[ae]n", "truckers?",
    ),
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
        "percent": ("percent", "per cent", "%", "percentage", "pct"),
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
            "operations?", "mediations?", "missions?", "waves?", "trips?", "stages?", "phases?",
            "rounds?", "talks", "meetings?", "groups?", "categories", "exchanges?", "swaps?",
            "handovers?", "lists?", "sides?", "parties", "photos?", "videos?", "posts?", "part",
            "parts", "batch~", "convoys?",
        ),
        "kin": (
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
        r"nothing(?= (?:in (?:return|exchange)|back)(?!\w))", "not one", "not a single(?: one)?",
        r"no(?= (?:\w+ ){0,3}(?:bod(?:y|ies)|remains|prisoners|soldiers|servicemen|people|"
        "civilians|corpses|troops|fallen|one))",
        r"(?<!a\s)zero", "nobody", "not any",
        r"(?:any|a single)(?= (?:\w+ ){0,3}(?:bod(?:y|ies)|remains|corpses?|prisoners?|"
        "soldiers?|servicem[ae]n|civilians?|persons?|people|m[ae]n|captives?|troops))",
    ),
    parity=(
        "(?:the |an? )?(?:same|equal|similar|identical|matching|equivalent|like) numbers?",
        "as many", "parity", "an equal amount", "equal numbers", "one-for-one", "one for one",
        "(?:the )?same (?:amount|quantity|count)",
    ),
    vague={
        "dozens": ("(?:several |many )?dozens",),
        "hundreds": ("(?:several |many )?hundreds",),
        "thousands": ("(?:several |many )?thousands",),
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
