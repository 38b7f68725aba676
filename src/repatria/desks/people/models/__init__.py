"""What the register stores, in the exchange store."""

from repatria.desks.people.models.alarms import Alarm, AlarmKind
from repatria.desks.people.models.exports import Export, ExportState, FileForm
from repatria.desks.people.models.links import Candidate, Judgement, JudgementVerdict, LinkRun
from repatria.desks.people.models.lists import (
    ListRow,
    ListState,
    ReceivedList,
    RowVerdict,
    Sender,
    Whom,
)
from repatria.desks.people.models.persons import Person, PersonKey
from repatria.desks.people.models.sources import Source, SourceKind
from repatria.desks.people.models.statements import Certainty, Choice, Statement
from repatria.desks.people.models.words import CaptureCard, ReturneeWord, WordSays

__all__ = [
    "Alarm",
    "AlarmKind",
    "Candidate",
    "CaptureCard",
    "Certainty",
    "Choice",
    "Export",
    "ExportState",
    "FileForm",
    "Judgement",
    "JudgementVerdict",
    "LinkRun",
    "ListRow",
    "ListState",
    "Person",
    "PersonKey",
    "ReceivedList",
    "ReturneeWord",
    "RowVerdict",
    "Sender",
    "Source",
    "SourceKind",
    "Statement",
    "Whom",
    "WordSays",
]
