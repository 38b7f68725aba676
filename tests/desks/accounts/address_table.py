"""Every address of the site, and who is answered what there: the data of `test_every_address`.

A page that is not in this table makes a test fail, and so does one that answers somebody else than
the table says.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from repatria.desks.accounts.rights import Action, FieldClass


@dataclass(frozen=True, slots=True)
class Answer:
    """What GET answers: `yes` to whoever may, `no` to who is signed in and may not, `stranger` to
    who is not signed in, `foreign` to who may, in another party than the thing is of.

    Without `action` and `of` everybody who is signed in may. `names` are those of the world's
    things that stand in the address.
    """

    action: Action | None = None
    of: FieldClass | None = None
    yes: int = 200
    no: int = 403
    stranger: int = 302
    foreign: int | None = None
    then: Action | None = None
    """What they must be allowed besides; else it is refused with 403."""
    names: tuple[tuple[str, str], ...] = ()

    def at(self, *things: str, **named: str) -> Answer:
        return replace(self, names=(*((each, each) for each in things), *named.items()))

    def but(self, **more: Any) -> Answer:
        return replace(self, **more)


A, F = Action, FieldClass
OPEN = Answer(stranger=200)
ABSENT = Answer(yes=404, stranger=404)
SELF = Answer()
ORDER = Answer(yes=405)
"""Something that is done with POST alone."""
SEE = Answer(A.VIEW, F.PRESS)
SEE_ONE = SEE.but(foreign=404)
ENTER = Answer(A.ENTER, F.PRESS)
ENTER_ONE = ENTER.but(foreign=404)
DO_ONE = ENTER.but(yes=405)
HELD_OPEN = SEE.but(foreign=404, yes=404)
"""A picture or footage of a document that has none."""
PROPOSAL = Answer(A.VIEW, F.PRESS, no=404, foreign=404).at(number="proposal")
MANAGE = Answer(A.MANAGE, F.ACCOUNTS)
MANAGE_ONE = MANAGE.but(foreign=404).at(code="person")
STATUS = Answer(A.VIEW, F.STATUS, yes=302)
CUSTODY = Answer(A.VIEW, F.CUSTODY, yes=302)
"""Whoever may see acts is asked what for."""
ACT = CUSTODY.but(foreign=404).at(digest="act")
ACT_FILE = ACT.but(action=A.EXPORT)
LOG_FILE = CUSTODY.but(action=A.EXPORT)
PLAN = Answer(A.VIEW, F.PLANNING, yes=302)
"""Whoever may see plans is asked what for."""
PLAN_ONE = PLAN.but(foreign=404)
PLAN_ENTER = Answer(A.ENTER, F.PLANNING, yes=302, foreign=404)
PLAN_STEP = Answer(A.PROPOSE, F.PLANNING, yes=302, foreign=404)
LISTED = Answer(A.VIEW, F.LISTED, yes=302, foreign=404)
OWN = Answer(A.VIEW, F.OWN_PLACE, yes=302)
"""Whoever may look one person up is asked what for."""
OWN_ONE = OWN.but(foreign=404).at(code="frozen", who="captive")
HAND_IN = Answer(A.ENTER, F.IDENTITY, yes=302, foreign=404)
PROGRAM = Answer(stranger=401)
REGISTER = Answer(yes=422, stranger=401)
SENT = Answer(yes=405, stranger=405)
"""What a program sends with POST alone."""
TAKE = Answer(A.EXPORT, F.PRESS, stranger=401)

_RECORD = {
    "overview": OPEN, "agreements": OPEN, "agreement": ABSENT.at(code="nothing"),
    "exchange": OPEN.at(code="exchange"),
    "leg": OPEN.at("giver", "receiver", "track", code="exchange"),
    "contradictions": OPEN, "contradiction": OPEN.at(key="contradiction"),
    "sources": OPEN, "source": OPEN.at(key="source"), "changes": OPEN,
}  # fmt: skip
_FORMATS = ("", "_csv", "_json", "_jsonld")

TABLE: dict[str, Answer] = {
    **{f"record:{name}{form}": row for name, row in _RECORD.items() for form in _FORMATS},
    "record:changes_atom": OPEN,
    "record:method": OPEN,
    "programs:reference": OPEN,
    # Accounts.
    "accounts:join": Answer(yes=410, stranger=410).at(token="nothing"),
    "accounts:me": SELF,
    "accounts:sessions": SELF,
    "accounts:end_others": ORDER,
    "accounts:end_session": ORDER.at(pk="number"),
    "accounts:tokens": SELF,
    "accounts:new_token": SELF,
    "accounts:end_token": ORDER.at(code="nothing"),
    "accounts:people": Answer(A.VIEW, F.ACCOUNTS),
    "accounts:person": Answer(A.VIEW, F.ACCOUNTS, foreign=404).at(code="person"),
    "accounts:invite": MANAGE,
    "accounts:withdraw": MANAGE.but(yes=405).at(pk="invitation"),
    "accounts:roles": MANAGE_ONE,
    "accounts:close": MANAGE_ONE,
    # Signing in, and showing again who one is.
    "account_login": Answer(yes=302, stranger=200),
    "account_logout": Answer(),
    "account_inactive": OPEN,
    "mfa_authenticate": Answer(yes=302),
    "mfa_login_webauthn": Answer(yes=302),
    "account_reauthenticate": Answer(yes=302),
    "mfa_reauthenticate": SELF,
    "mfa_reauthenticate_webauthn": Answer(yes=302),
    "account_change_password": SELF,
    "mfa_index": SELF,
    "mfa_activate_totp": Answer(yes=302),
    "mfa_deactivate_totp": Answer(yes=302),
    "mfa_view_recovery_codes": Answer(yes=404),
    "mfa_generate_recovery_codes": Answer(yes=302),
    "mfa_list_webauthn": SELF,
    "mfa_add_webauthn": Answer(yes=302),
    "mfa_remove_webauthn": Answer(yes=302).at(pk="number"),
    # The access log, proposals, jobs.
    "access:log": Answer(A.VIEW, F.ACCESS),
    "access:log_csv": Answer(A.EXPORT, F.ACCESS),
    "access:mine": SELF,
    "access:purpose": SELF,
    "access:subject": SELF.at("subject_type", subject="document"),
    "proposals:listing": SELF,
    "proposals:one": PROPOSAL,
    "proposals:second": PROPOSAL.but(then=A.SECOND),
    "proposals:decline": Answer(yes=302).at(number="proposal"),
    "proposals:withdraw": Answer(yes=302).at(number="proposal"),
    "jobs:one": Answer(A.MANAGE, F.ACCOUNTS, no=404, stranger=404, foreign=404).at(job_id="job"),
    "jobs:cancel": Answer(yes=405, stranger=405).at(job_id="job"),
    # The press desk.
    "press:documents": SEE,
    "press:paste": ENTER,
    "press:upload": ENTER,
    "press:document": SEE_ONE.at(code="document"),
    "press:mark": DO_ONE.at(code="document"),
    "press:quote": DO_ONE.at(code="document"),
    "press:look": SEE_ONE.at(code="document"),
    "press:picture": HELD_OPEN.at(code="document"),
    "press:footage": HELD_OPEN.at(code="document"),
    "press:original": ORDER.but(stranger=405).at(code="document"),
    "press:desk": SEE_ONE.at(code="document"),
    "press:new_claim": ENTER_ONE.at(code="document"),
    "press:read": DO_ONE.at(code="document"),
    "press:trial": DO_ONE.at(code="document"),
    "press:drafts": SEE,
    "press:propose": Answer(A.PROPOSE, F.PRESS, yes=405),
    "press:draft": SEE_ONE.at(code="draft"),
    "press:mend": ENTER_ONE.at(code="draft"),
    "press:accept": DO_ONE.at(code="draft"),
    "press:drop": DO_ONE.at(code="draft"),
    "press:take_up": DO_ONE.at(code="draft"),
    "press:correct": ENTER_ONE.at("claim"),
    "press:take_back": Answer(A.PROPOSE, F.PRESS, foreign=404).at("claim"),
    "press:sheet": SEE_ONE.at(code="sheet"),
    # The register. Whoever may see a person is asked what for.
    "people:home": Answer(A.VIEW, F.IDENTITY),
    "people:search": Answer(A.SEARCH, F.IDENTITY),
    "people:contradicted": STATUS,
    "people:new": Answer(A.ENTER, F.IDENTITY, yes=302),
    "people:dossier": Answer(A.VIEW, F.IDENTITY, yes=302, foreign=404).at(code="captive"),
    "people:open": ORDER.but(stranger=405).at(code="captive"),
    "people:state": Answer(A.ENTER, F.IDENTITY, yes=302, foreign=404).at("key", code="captive"),
    "people:choose": HAND_IN.at(code="captive", pk="stated"),
    "people:withdraw": HAND_IN.at(code="captive", pk="stated"),
    "people:unchoose": ORDER.but(stranger=405).at(code="captive", pk="number"),
    "people:links": Answer(A.VIEW, F.IDENTITY, yes=302),
    "people:link": ORDER.but(stranger=405),
    "people:judgements": Answer(A.VIEW, F.IDENTITY, yes=302),
    "people:judgement": Answer(A.VIEW, F.IDENTITY, yes=302, foreign=404).at(code="judgement"),
    "people:pair": Answer(A.VIEW, F.IDENTITY, yes=302, foreign=404).at(
        one="captive", other="other_captive"
    ),
    "people:judge": ORDER.but(stranger=405).at(one="captive", other="other_captive"),
    "people:lists": Answer(A.VIEW, F.IDENTITY),
    "people:new_list": Answer(A.ENTER, F.IDENTITY),
    "people:list": Answer(A.VIEW, F.IDENTITY, yes=302, foreign=404).at(code="list"),
    "people:list_rows": Answer(A.VIEW, F.IDENTITY, yes=302, foreign=404).at(code="list"),
    **{
        f"people:list_{name}": ORDER.but(stranger=405).at(code="list")
        for name in ("columns", "sheet", "approve", "refuse")
    },
    **{
        f"people:list_{name}": Answer(A.EXPORT, F.IDENTITY, yes=302, foreign=404).at(code="list")
        for name in ("report_csv", "report_xlsx", "answers")
    },
    "people:exports": Answer(A.VIEW, F.IDENTITY),
    "people:export_new": Answer(A.PROPOSE, F.IDENTITY),
    "people:export": Answer(A.VIEW, F.IDENTITY, foreign=404).at(code="export"),
    "people:export_fetch": Answer(A.EXPORT, F.IDENTITY, foreign=404).at(code="export"),
    "people:medical_due": Answer(A.VIEW, F.MEDICAL, yes=302),
    "people:words": STATUS,
    "people:word_new": STATUS.but(action=A.ENTER),
    "people:word": STATUS.but(foreign=404).at(code="word"),
    "people:word_give": ORDER.but(stranger=405).at(code="word"),
    "people:word_withdraw": ORDER.but(stranger=405).at(code="word"),
    "people:alarms": STATUS,
    "people:alarm": STATUS.but(foreign=404).at(code="alarm"),
    "people:cards": STATUS,
    "people:cards_csv": STATUS.but(action=A.EXPORT),
    "people:card": STATUS.but(foreign=404).at(code="card"),
    "people:card_withdraw": ORDER.but(stranger=405).at(code="card"),
    "people:card_new": STATUS.but(action=A.ENTER, foreign=404).at(code="captive"),
    "people:consent": STATUS.but(action=A.ENTER, foreign=404).at(code="captive"),
    "people:medical": Answer(A.ENTER, F.MEDICAL, yes=302, foreign=404).at(code="captive"),
    # Handovers: an act that is in nobody's log yet.
    "handovers:acts": CUSTODY,
    "handovers:new": Answer(A.ENTER, F.CUSTODY).at("kind"),
    "handovers:take": Answer(A.ENTER, F.CUSTODY),
    "handovers:act": ACT,
    **{
        f"handovers:{name}": ORDER.but(stranger=405).at(digest="act")
        for name in ("sign", "attach", "drop")
    },
    "handovers:append": ACT.but(action=A.SIGN),
    "handovers:refuse": ACT.but(action=A.ENTER),
    "handovers:correct": ACT.but(action=A.ENTER),
    "handovers:note": ACT_FILE,
    "handovers:entry": ACT_FILE.at("index", digest="act"),
    "handovers:proof": ACT_FILE.at("index", digest="act"),
    "handovers:checking": ACT_FILE,
    "handovers:scan": ACT_FILE.but(names=()).at(code="scan"),
    "handovers:log": CUSTODY,
    "handovers:read": ORDER.but(stranger=405),
    "handovers:cosigned": ORDER.but(stranger=405),
    "handovers:request": LOG_FILE,
    "handovers:archive": LOG_FILE,
    "handovers:checkpoint": LOG_FILE,
    "handovers:tile": LOG_FILE.at("path"),
    "handovers:policy": LOG_FILE.at(name="policy"),
    # Exchanges: an agreement with a doubt, a version that was made, and one that is frozen.
    "exchanges:home": PLAN,
    "exchanges:new_agreement": Answer(A.ENTER, F.PLANNING),
    "exchanges:shipped": ORDER.but(stranger=405),
    "exchanges:agreement": PLAN_ONE.at(code="agreed"),
    "exchanges:tell": PLAN_ENTER.at(code="agreed"),
    "exchanges:called": ORDER.but(stranger=405).at(code="agreed"),
    "exchanges:reading": PLAN_ONE.at(code="agreed", pk="reading"),
    "exchanges:sign_doubt": Answer(A.SIGN, F.PLANNING, yes=302, foreign=404).at(
        code="agreed", pk="reading", key="doubt"
    ),
    "exchanges:withdraw_choice": ORDER.but(stranger=405).at(code="agreed", pk="number"),
    "exchanges:new_list": PLAN_ENTER.at(code="agreed"),
    "exchanges:list": PLAN_ONE.at(code="planned"),
    "exchanges:new_draft": PLAN_ENTER.at(code="planned"),
    "exchanges:draft": PLAN_ONE.at(code="planned", number="version"),
    "exchanges:commit": PLAN_STEP.at(code="planned", number="version"),
    **{
        f"exchanges:{name}": LISTED.at(code="planned", number="version")
        for name in ("who", "changes", "decide")
    },
    "exchanges:plans": PLAN_ONE.at(code="planned", number="version"),
    "exchanges:plan": PLAN_ONE.at(code="planned", number="version", pk="plan"),
    "exchanges:lottery": PLAN_ONE.at(code="planned"),
    "exchanges:drop_lottery": ORDER.but(stranger=405).at(code="planned"),
    "exchanges:frozen": PLAN_ONE.at(code="frozen"),
    "exchanges:opening": ORDER.but(stranger=405).at(code="frozen"),
    "exchanges:value": ORDER.but(stranger=405).at(code="frozen"),
    "exchanges:draw": PLAN_STEP.at(code="frozen"),
    "exchanges:frozen_who": LISTED.at(code="frozen"),
    "exchanges:offers": PLAN_ONE.at(code="frozen"),
    "exchanges:new_offer": PLAN_STEP.at(code="frozen"),
    "exchanges:offer": LISTED.at(code="frozen", number="offer"),
    "exchanges:answer": ORDER.but(stranger=405).at(code="frozen", number="offer"),
    "exchanges:answers": ORDER.but(stranger=405).at(code="frozen", number="offer"),
    "exchanges:answer_back": ORDER.but(stranger=405).at(code="frozen", number="offer"),
    "exchanges:offer_over": ORDER.but(stranger=405).at(code="frozen", number="offer"),
    "exchanges:offer_opening": LISTED.but(action=A.EXPORT).at(code="frozen", number="offer"),
    "exchanges:going": LISTED.at(code="frozen"),
    "exchanges:round_over": PLAN_STEP.at(code="frozen"),
    "exchanges:caseworker": OWN,
    "exchanges:own": OWN_ONE,
    "exchanges:letter": OWN_ONE.but(action=A.PRINT),
    "exchanges:own_files": OWN_ONE.but(action=A.EXPORT),
    "exchanges:own_line": OWN_ONE.but(action=A.EXPORT),
    "exchanges:commitment": PLAN_ONE.but(action=A.EXPORT).at(code="frozen"),
    "exchanges:checking": LISTED.but(action=A.EXPORT).at(code="frozen"),
    # Programs.
    **{
        f"api:{name}": OPEN
        for name in ("openapi-json", "exchanges", "legs", "claims", "contradictions",
                     "sources", "agreements", "changes")
    },
    "api:api-root": ABSENT,
    "api:two_days": Answer(yes=422, stranger=422),
    "api:exchange": OPEN.at(code="exchange"),
    "api:leg": OPEN.at("giver", "receiver", "track", code="exchange"),
    "api:claim": OPEN.at(code="claim"),
    "api:contradiction": OPEN.at(key="contradiction"),
    "api:source": OPEN.at(key="source"),
    "api:agreement": ABSENT.at(code="nothing"),
    "api:me": PROGRAM,
    "api:audit_head": Answer(A.EXPORT, F.ACCESS, stranger=401),
    "api:documents": TAKE,
    "api:document": TAKE.but(foreign=404).at(code="document"),
    "api:drafts": TAKE,
    "api:draft": TAKE.but(foreign=404).at(code="draft"),
    # Whoever has a key is asked what for before anything else; `test_people_api_reading` says it.
    **{
        f"api:register_{name}": REGISTER
        for name in ("people", "senders", "lists", "cards", "words", "alarms", "links",
                     "judgements")
    },
    **{
        f"api:register_{name}": REGISTER.at(code=thing)
        for name, thing in {
            "person": "captive", "list": "list", "list_rows": "list", "card": "card",
            "word": "word", "alarm": "alarm", "judgement": "judgement",
        }.items()
    },
    "api:register_pair": REGISTER.at(one="captive", other="other_captive"),
    **{
        f"api:register_{name}": SENT.at(code=thing)
        for name, thing in {
            "state": "captive", "card_new": "captive", "list_columns": "list",
            "list_approve": "list", "judgement_withdraw": "judgement", "card_withdraw": "card",
        }.items()
    },
    "api:register_statement_withdraw": SENT.at(code="captive", id="stated"),
}  # fmt: skip
