"""What is exported, in words: for whoever seconds it, and for its page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from repatria.desks.accounts.access.acts import Purpose
from repatria.desks.people.exporting.wanted import Wanted
from repatria.desks.people.fields import CATEGORIES, FIELDS, STATES
from repatria.desks.people.models import FileForm, ReceivedList, Sender


def describe(payload: Mapping[str, Any]) -> list[str]:
    """What will happen, a line each."""
    count = int(payload["people"])
    return [
        ngettext(
            "A file with %(count)s record, by name: %(form)s",
            "A file with %(count)s records, by name: %(form)s",
            count,
        ) % {"count": count, "form": FileForm(payload["form"]).label},
        _("Whom: %(whom)s") % {"whom": "; ".join(whom(Wanted.from_json(payload["wanted"])))},
        _("What it tells of them: %(fields)s") % {"fields": fields(payload["keys"])},
        _("What for: %(purpose)s") % {"purpose": Purpose(payload["purpose"]).label},
        _("Why: %(reason)s") % {"reason": payload["reason"]},
        _("Whoever proposes it can fetch it once, within %(hours)s hours; then it is deleted.")
        % {"hours": payload["hours"]},
    ]  # fmt: skip


def whom(wanted: Wanted) -> Iterator[str]:
    """The conditions, one by one."""
    if not wanted.to_json():
        yield _("every record of the party's own")
    if wanted.sender:
        yield _("from the sender %(name)s") % {"name": _named(Sender, wanted.sender, "name")}
    if wanted.of_list:
        yield _("on the list %(name)s") % {"name": _named(ReceivedList, wanted.of_list, "title")}
    if wanted.state:
        yield _("state: %(state)s") % {"state": STATES[wanted.state]}
    if wanted.category:
        yield _("stated as: %(category)s") % {"category": CATEGORIES[wanted.category]}
    if wanted.held_by:
        yield _("held by: %(holder)s") % {"holder": wanted.held_by}
    if wanted.born_first:
        yield _("born on %(day)s or later") % {"day": wanted.born_first}
    if wanted.born_last:
        yield _("born on %(day)s or before") % {"day": wanted.born_last}


def fields(keys: Sequence[str]) -> str:
    return ", ".join(str(FIELDS[key].words) for key in keys)


def _named(model: Any, code: str, name: str) -> str:
    found = model.objects.filter(code=code).values_list(name, flat=True).first()
    return f"{found} ({code})" if found else code
