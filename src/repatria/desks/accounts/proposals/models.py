"""The table of proposals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import pgettext_lazy

from repatria.base.canonical import digest

if TYPE_CHECKING:
    from repatria.desks.accounts.asking import Somebody

LONGEST_NAME = 100
LONGEST_SUBJECT = 200


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def visible_to(self, user: Somebody) -> ProposalQuerySet:
        """Those of one's own party, in the office those of every party, and of them the kinds whose
        class of field one's roles open."""
        # `asking` imports the people, and their module this one.
        from repatria.desks.accounts.asking import can
        from repatria.desks.accounts.models import Standing, User
        from repatria.desks.accounts.proposals.registry import kinds
        from repatria.desks.accounts.rights import Action

        if not isinstance(user, User):
            return self.none()
        open_to = [each.name for each in kinds() if can(user, Action.VIEW, each.field_class)]
        found = self.filter(kind__in=open_to)
        if user.party.standing == Standing.OFFICE:
            return found
        return found.filter(party=user.party_id)


class Proposal(models.Model):
    """Something that cannot be undone, as one person proposes it and another seconds it.

    Rows are changed by `services` alone. What is proposed never changes: `digest` covers kind,
    subject, payload and the state that the subject had.
    """

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("proposal", "waits for a second person")
        SECONDED = "seconded", pgettext_lazy("proposal", "seconded, under way")
        DONE = "done", pgettext_lazy("proposal", "carried out")
        DECLINED = "declined", pgettext_lazy("proposal", "declined")
        WITHDRAWN = "withdrawn", pgettext_lazy("proposal", "withdrawn")
        EXPIRED = "expired", pgettext_lazy("proposal", "ran out")
        FAILED = "failed", pgettext_lazy("proposal", "could not be carried out")

    kind = models.CharField(max_length=LONGEST_NAME)
    subject_type = models.CharField(max_length=LONGEST_NAME)
    subject = models.CharField(max_length=LONGEST_SUBJECT, blank=True)
    payload = models.JSONField(default=dict)
    subject_state = models.CharField(max_length=64, blank=True)
    """A digest of what the proposer saw of the subject; empty where nothing of it can change."""
    digest = models.CharField(max_length=64)

    party = models.ForeignKey("accounts.Party", on_delete=models.PROTECT, related_name="+")
    proposed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    proposed_in = models.CharField(max_length=64)
    """The name of the proposer's session."""
    proposed_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    settled_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    """Who seconded, declined or withdrew it; nobody where it ran out."""
    settled_in = models.CharField(max_length=64, blank=True)
    settled_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)
    """Why it was declined or withdrawn, or why it could not be carried out."""
    outcome = models.JSONField(null=True)
    """What carrying it out came to, as plain JSON."""

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ("-proposed_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("digest",), condition=models.Q(state="open"), name="proposal_open_once"
            ),
        )
        indexes = (
            models.Index(fields=("state", "expires_at"), name="proposal_state"),
            models.Index(fields=("subject_type", "subject"), name="proposal_subject"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_type} {self.subject}"

    def content_digest(self) -> str:
        """What the digest must be: of all that the second person agrees to."""
        return digest(
            [
                "repatria-proposal-1",
                self.kind,
                self.subject_type,
                self.subject,
                self.payload,
                self.subject_state,
            ]
        )
