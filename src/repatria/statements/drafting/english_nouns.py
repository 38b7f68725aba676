"""Whom and what English counts: people of an army and others, remains, and what they lie in."""

from __future__ import annotations

CONTAINER = (
    "body[- ]?bags?", "(?:black |white |plastic |sealed |zipped )?bags?", "crates?", "boxes", "box",
    "packages?", "parcels?", "urns?", "coffins?", "containers?", "sacks?", "caskets?", "pouches",
    "shrouds?", "biers?", "sarcophag(?:us|i)", "capsules?", "tins?",
)  # fmt: skip
BODY = (
    "bod(?:y|ies)", "sets? of (?:human |mortal )?remains", "cadavers?", "(?:mortal|human) remains",
    "remains", "corpses?", "cargo[- ]200s?", "skeletons?",
)  # fmt: skip
DEAD = (
    "war dead", "died", "lost", "fallen", "dead", "killed", "deceased", "slain", "perished",
    "kia", "casualties", "departed",
)  # fmt: skip
CIVILIAN = ("civilians?", "civil", "non-?combatants?", "civvies")
WOUNDED = (
    "(?:severely |seriously |gravely |badly |heavily |critically |lightly )?"
    "(?:wounded|injured|ill|sick|maimed|disabled)",
    "wounded", "stretcher[- ]cases?", "amputees?", "invalids?",
)  # fmt: skip
PRISONER = (
    "pilots?", "tankers", "tank crew(?:m[ae]n)?", "crew members?", "crewm[ae]n", "gunners?",
    "paratroopers?", "conscripts?", "reservists?", "cadets?", "infantrym[ae]n", "scouts?",
    "snipers?", "commandos?", "recruits?", "mercenar(?:y|ies)", "legionnaires?", "veterans?",
    "ex-prisoners", "former prisoners", "volunteers? fighters?", "rank and file",
    "enlisted m[ae]n", "non-commissioned officers?", "ncos?", "airm[ae]n", "seam[ae]n",
    "regulars", "militiam[ae]n", "gendarmes?", "riflem[ae]n", "captured (?:soldiers|men)",
    "lieutenants?", "corporals?", "captains?", "colonels?", "warrant officers?", "heroes",
    "prisoners?(?: of war)?", "pows?", "captives?", "soldiers?", "service[ -]?m[ae]n",
    "service[ -]?wom[ae]n", "service[ -]?members?", "service personnel", "troops?", "troopers?",
    "defenders?", "fighters?", "military personnel", "personnel", "officers?", "sergeants?",
    "privates?", "marines?", "combatants?", "guardsm[ae]n", "sailors?", "warriors?",
    "border guards?", "militar(?:y|ies)", "national guard~", "ex-pows?", "artillerym[ae]n",
    "sappers?", "engineers of the army", "drone operators?", "machine[- ]gunners?", "majors?",
    "generals?", "ensigns?", "lance corporals?", "deserters?", "partisans?", "detainees of war",
    "uniformed", "enlisted", "career soldiers?", "draftees?", "national guards?", "territorials",
    "ratings?", "submariners?", "aviators?", "navigators?", "medics?(?= of the)", "army m[ae]n",
    "militants?", "rebels?", "insurgents?", "legionaries", "cossacks?", "grenadiers?", "lancers?",
    "comrades[- ]in[- ]arms",
)  # fmt: skip
PERSON = (
    "arrivals?", "homecomers?", "liberated", "adults?", "boys?", "girls?", "lads?", "guys?",
    "sons?", "daughters?", "brothers?", "sisters?",
    "comrades?", "pensioners?", "villagers?", "patients?", "returnees?", "internees?",
    "ex-detainees?", "humans?", "souls?", "internally displaced", "foreigners?", "youths?",
    "bab(?:y|ies)", "infants?", "elderly", "locals", "deportees?", "abductees?", "crew", "of them",
    "passengers?", "famil(?:y|ies)' members", "people", "persons?", "citizens?", "m[ae]n",
    "wom[ae]n", "individuals?", "residents?", "detainees?", "child(?:ren)?", "compatriots?",
    "nationals?", "hostages?", "inhabitants?", "teenagers?", "teens?", "minors?", "convicts?",
    "names", "others?", "inmates?", "evacuees?", "refugees?", "islanders?", "townspeople",
    "townsfolk", "countrym[ae]n", "countrywom[ae]n", "kinsm[ae]n", "folk", "orphans?", "toddlers?",
    "schoolchildren", "grandmothers?", "pupils?", "survivors?", "political prisoners?", "freed",
    "dual nationals?", "expatriates?", "settlers?", "heads?", "lives", "fellows?", "schoolboys?",
    "newborns?", "grown-ups?", "subjects?(?= of)", "members of (?:the|its|their) (?:crew|garrison)",
)  # fmt: skip
FRAGMENT = (
    "body fragments?", "partial remains", "bone fragments?", "bones?",
    "parts?(?= of (?:a |the )?(?:body|bodies))", "fragments?", "body parts?", "parts of bodies",
)  # fmt: skip
TRADES = (
    "medics?", "doctors?", "nurses?", "journalists?", "reporters?", "volunteers?", "drivers?",
    "cooks?", "engineers?", "teachers?", "priests?", "chaplains?", "students?", "policem[ae]n",
    "police officers?", "rescuers?", "firefighters?", "workers?", "employees?", "mothers?",
    "fathers?", "couples?", "surgeons?", "mechanics?", "technicians?", "mayors?", "farmers?",
    "fisherm[ae]n", "truckers?", "paramedics?", "orderlies", "carpenters?", "miners?", "clerks?",
    "shepherds?", "bakers?", "watchm[ae]n", "boatm[ae]n", "ferrym[ae]n", "ferriers?", "fishers?",
    "electricians?", "welders?", "plumbers?", "builders?", "musicians?", "bandsm[ae]n", "nuns?",
    "monks?", "clergym[ae]n", "photographers?", "stewards?",
    "raftsm[ae]n", "woodcutters?", "foresters?", "rangers?", "lighthouse keepers?", "keepers?",
    "smugglers?", "traders?", "merchants?", "pastors?", "imams?", "physicians?", "dentists?",
    r"\w{2,}(?:smen|sman|swomen|women|wrights?|smiths?|herds?)", r"\w{3,}(?:ologists?|icists?)",
    r"\w{3,}(?:villers?|landers?|burgers?|sters)", r"\w{4,}(?:ians|ites)",
)  # fmt: skip
