"""Which rows somebody may see: one queryset method for every model that holds more than the public
may read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar, Generic, TypeVar

from django.db import models
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from repatria.desks.accounts.asking import Refused, Somebody, can
from repatria.desks.accounts.models import Party, Standing, User
from repatria.desks.accounts.rights import WRITES_ONLY, Action, FieldClass

M = TypeVar("M", bound="OwnedRecord")


class VisibleQuerySet(QuerySet[M], Generic[M]):
    def visible_to(self, user: Somebody, action: Action = Action.VIEW) -> VisibleQuerySet[M]:
        """The rows that somebody may see: those whose class their roles open, of their own party.

        The office that runs the register sees those of every party; an intermediary those that are
        shared with it. An action that only writes opens none.
        """
        if action in WRITES_ONLY or not isinstance(user, User):
            return self.none()
        if not can(user, action, self.model.row_class):
            return self.none()
        if user.party.standing == Standing.OFFICE:
            return self.all()
        own = Q(party=user.party_id)
        if user.party.standing == Standing.INTERMEDIARY:
            own |= Q(shared_with__contains=f"|{user.party_id}|")
        return self.filter(own)


class OwnedRecord(models.Model):
    """A row that belongs to a party. `row_class` is what opens it at all, `field_classes` what each
    of its fields is. Subclasses use `VisibleQuerySet` as their manager."""

    row_class: ClassVar[FieldClass]
    field_classes: ClassVar[Mapping[str, FieldClass]]

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    shared_with = models.CharField(max_length=1000, blank=True)
    """Codes of intermediaries that may see it too, as `|ICRC|UAE|`."""

    class Meta:
        abstract = True


class NotYours(Refused):
    """Somebody may see this row, which is another party's, and wanted to change it."""

    def __init__(self, field_class: FieldClass) -> None:
        sentence = _("This belongs to another party; its own people change it.")
        super().__init__(Action.ENTER, field_class, sentence)


def belongs(record: OwnedRecord, user: Somebody) -> bool:
    """Whether a row is of somebody's own party. Only its own people change it, whoever sees it."""
    return isinstance(user, User) and user.party_id == record.party_id


def require_own(record: OwnedRecord, user: User) -> None:
    """Raises `NotYours`."""
    if not belongs(record, user):
        raise NotYours(record.row_class)


def shared(codes: Iterable[str]) -> str:
    """Codes as `shared_with` holds them."""
    each = sorted(set(codes))
    return f"|{'|'.join(each)}|" if each else ""
