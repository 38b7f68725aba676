"""People who work here: each belongs to a party, an intermediary or an office, and has roles."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from repatria.desks.accounts.rights import Action, FieldClass, Role, allowed

CODE = 100
_SIGNS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
"""For codes that are read aloud: nothing that looks like something else."""


class Standing(models.TextChoices):
    """Whose a body is."""

    PARTY = "party", _("a party")
    INTERMEDIARY = "intermediary", _("an intermediary")
    OFFICE = "office", _("the office that runs this register")


class Party(models.Model):
    """A side of the conflict, an intermediary, or the office that runs the register. What belongs
    to one party is not seen by another."""

    code = models.CharField(max_length=CODE, primary_key=True)
    name = models.CharField(max_length=200)
    standing = models.CharField(max_length=12, choices=Standing.choices)

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return self.name


def new_code() -> str:
    """A code for a person: `P-` and seven signs by chance."""
    return "P-" + "".join(secrets.choice(_SIGNS) for _ in range(7))


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """A user without roles. Without a password there is no way to sign in but a passkey."""
        fields.setdefault("code", new_code())
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email=(username or "").lower())


class User(AbstractBaseUser):
    """A person who works here. `code` stands for them in logs and on screens that others see."""

    code = models.CharField(max_length=12, unique=True)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="people")
    language = models.CharField(max_length=2, default="en")
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=timezone.now)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = UserManager()

    only: frozenset[Role] | None = None
    """Set on one who acts through a token: the roles that it may use at most."""

    class Meta:
        ordering = ("name", "code")

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"

    def get_full_name(self) -> str:
        return self.name

    @property
    def roles(self) -> frozenset[Role]:
        """The roles in force now: one query, kept with this object."""
        held: frozenset[Role] | None = self.__dict__.get("_roles")
        if held is None:
            held = self.hold_roles(in_force(self.grants.all()))
        if not self.is_active:
            return frozenset()
        return held if self.only is None else held & self.only

    def can(self, action: Action, field_class: FieldClass) -> bool:
        """Whether their roles allow an action on a class of field."""
        return allowed(self.roles, action, field_class)

    def hold_roles(self, grants: Iterable[RoleGrant]) -> frozenset[Role]:
        """Keep the roles of grants that were read already."""
        held = frozenset(Role(each.role) for each in grants)
        self.__dict__["_roles"] = held
        return held

    def forget_roles(self) -> None:
        """After a change of grants."""
        self.__dict__.pop("_roles", None)


class RoleGrant(models.Model):
    """A role given to somebody, by whom, and until when. Taking it away keeps the row."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=20, choices=[(each.value, each.value) for each in Role])
    granted_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    """Nobody for the first administrator, whom the command line makes."""
    granted_at = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("granted_at",)
        constraints = (
            models.UniqueConstraint(
                fields=("user", "role"),
                condition=models.Q(revoked_at=None),
                name="role_granted_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.role} of {self.user_id}"


def in_force(grants: models.QuerySet[RoleGrant]) -> models.QuerySet[RoleGrant]:
    """Those neither taken away nor run out."""
    return grants.filter(revoked_at=None).exclude(until__lte=timezone.now())


class Invitation(models.Model):
    """The only way in: a link for one person, used once. Only its digest is kept."""

    digest = models.CharField(max_length=64, unique=True)
    email = models.EmailField()
    name = models.CharField(max_length=200)
    party = models.ForeignKey(Party, on_delete=models.PROTECT)
    roles = models.JSONField(default=list)
    invited_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    user = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-created_at",)

    def __str__(self) -> str:
        return self.email


class Counted(models.Model):
    """The table behind Django's cache, which counts attempts for all processes together. Only the
    cache reads and writes it; it is a model so that every store gets it by migration."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "accounts_counted"

    def __str__(self) -> str:
        return self.cache_key


# Tables of the rooms within this one, which come after the people that they name.
from repatria.desks.accounts.access.models import Trace  # noqa: E402
from repatria.desks.accounts.proposals.models import Proposal  # noqa: E402
from repatria.desks.accounts.tokens.models import ApiToken  # noqa: E402

__all__ = [
    "ApiToken",
    "Counted",
    "Invitation",
    "Party",
    "Proposal",
    "RoleGrant",
    "Standing",
    "Trace",
    "User",
]
