"""The tables of English: who holds an office, who only serves, and what speaks in their place."""

from __future__ import annotations

from repatria.statements.drafting.lexicon import Offices

# The tables are filled to the line; one word a line would hide them.
# fmt: off
OFFICES = Offices(
    offices=(
        # Bodies.
        "(?:ministry|ministries|ministr(?:y|ies) of (?:defen[cs]e|the interior|foreign affairs|"
        "justice|health|reintegration))", "defen[cs]e (?:ministry|department|staff|command)", "mod",
        "mfa", "foreign office", "home office", "interior (?:ministry|department)", "department",
        "directorate", "cabinet", "government", "administration", "presidency", "chancellery",
        "parliament", "legislature", "senate", "council", "committee", "commission", "board",
        "bureau", "secretariat", "task force", "working group",
        "(?:exchange|repatriation|negotiating|search) (?:team|unit|" "group|commission|office)",
        "delegation", "mission", "embassy", "consulate", "authorit(?:y|ies)", "headquarters", "hq",
        "general staff", "staff", "command", "centre", "center", "office", "press office",
        "press (?:service|centre|center|department)", "registry", "human rights office",
        "prosecutors?(?:'s?)? office",
        "(?:intelligence|security|border|prison|penitentiary|emergency|"
        "rescue|secret|state|federal|medical|migration|customs)(?: (?!news)\\w+)? (?:service|"
        "agency|" "directorate)", "service", "agency for", "intelligence", "military intelligence",
        "police", "border guards?", "navy", "air force", "coast guard", "army", "military", "side",
        "camp commandant",
        "(?:government|spy|tracing|search|exchange|prisoner|rights|humanitarian) agency",
        "vice-president", "vice-premier", "vice-minister", "institute", "bureaux",
        # Persons of an office that one holds.
        "president~", "prime minister", "premier", "chancellor", "(?:vice-|deputy )?minister~",
        "secretary", "secretary general", "undersecretary", "under-secretary", "commissioner~",
        "high commissioner", "ombuds~", "envoy", "ambassador", "consul", "attach[eé]",
        "representative", "plenipotentiary", "negotiators?", "chief", "head", "director", "chair",
        "chairman", "chairwoman", "chairperson", "deputy", "spokes~", "press secretary",
        "press officer", "adviser", "advisor", "aide", "assistant", "governor~", "mayor", "prefect",
        "lawmakers?", "mp", "mps", "senators?", "speaker", "prosecutor~", "attorney general",
        "commandant", "commander", "commander-in-chief", "chief of staff", "marshal", "coordinator",
        "co-ordinator", "superintendent", "warden", "harbour master", "leader", "monitor",
        # Ranks.
        "lieutenant", "sergeant", "captain", "major", "colonel", "brigadier", "general", "admiral",
        "commodore", "corporal", "inspector",
        # Those who stand to another.
        "colleagues?", "counterpart", "opposite number", "interlocutor", "mediators?",
        "intermediar~", "officials?", "diplomats?", "officers", "sources in the government",
    ),
    functionaries=(
        "officer", "official", "diplomat", "negotiator", "soldier", "serviceman", "servicewoman",
        "medic", "paramedic", "doctor", "nurse", "surgeon", "physician", "driver", "guard",
        "border guard", "clerk", "volunteer", "worker", "aid worker", "employee", "staffer",
        "member", "participant", "organi[sz]er", "witness", "eyewitness", "observer", "expert",
        "pathologist", "investigator", "coroner", "interpreter", "translator", "conductor",
        "railwayman", "engineer", "policeman", "policewoman", "ferryman", "boatman", "logistician",
        "insider", "bureaucrat", "functionary", "attendant", "orderly", "security officer",
        "intelligence officer", "civil servant", "delegate",
    ),
    data=(
        "balance", "telling", "words", "view", "narrative", "reading", "notebook", "diary", "log",
        "figures?", "tally", "tallies", "count", "counts", "toll", "version", "account", "accounts",
        "data", "statistics", "numbers?", "estimates?", "statement", "statements", "communique",
        "communiqué", "bulletin", "press release", "release", "message", "post", "report",
        "reports", "note", "notice", "announcement", "readout", "briefing", "letter", "summary",
        "telegram", "reckoning", "arithmetic", "records?", "lists?", "books?", "ledger", "register",
        "registry", "database", "tables?", "answer", "reply", "response", "claim", "claims",
        "paper", "papers", "website", "site", "(?:telegram )?channel", "feed", "page", "line",
        "story", "dispatch",
    ),
)
# fmt: on
