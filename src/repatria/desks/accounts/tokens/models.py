"""The table of tokens."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone


class ApiToken(models.Model):
    """A key for a program of somebody. Only its digest is kept. `roles` are those that it may use,
    as far as its owner has them at that moment; `party` is the owner's when it was made, and a
    token does not go with its owner to another."""

    code = models.CharField(max_length=12, unique=True)
    """Stands for it on pages and in the log; opens nothing."""
    digest = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=100)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="api_tokens"
    )
    party = models.ForeignKey("accounts.Party", on_delete=models.PROTECT, related_name="+")
    roles = models.JSONField(default=list)
    enters = models.BooleanField(default=False)
    """Whether it may enter too, as far as these roles may; else it only reads."""
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    """Written once a minute at most."""
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-made_at", "-pk")

    def __str__(self) -> str:
        return self.code

    @property
    def over(self) -> bool:
        """Whether it opens nothing any more."""
        return self.revoked_at is not None or self.expires_at <= timezone.now()
