"""Proposals of the rule of two."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0010_access"),
    ]

    operations = [
        migrations.CreateModel(
            name="Proposal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=100)),
                ("subject_type", models.CharField(max_length=100)),
                ("subject", models.CharField(blank=True, max_length=200)),
                ("payload", models.JSONField(default=dict)),
                ("subject_state", models.CharField(blank=True, max_length=64)),
                ("digest", models.CharField(max_length=64)),
                ("proposed_in", models.CharField(max_length=64)),
                ("proposed_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "waits for a second person"),
                            ("seconded", "seconded, under way"),
                            ("done", "carried out"),
                            ("declined", "declined"),
                            ("withdrawn", "withdrawn"),
                            ("expired", "ran out"),
                            ("failed", "could not be carried out"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("settled_in", models.CharField(blank=True, max_length=64)),
                ("settled_at", models.DateTimeField(null=True)),
                ("reason", models.TextField(blank=True)),
                ("outcome", models.JSONField(null=True)),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.party",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("-proposed_at", "-pk"),
                "indexes": [
                    models.Index(fields=["state", "expires_at"], name="proposal_state"),
                    models.Index(fields=["subject_type", "subject"], name="proposal_subject"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "open")),
                        fields=("digest",),
                        name="proposal_open_once",
                    )
                ],
            },
        ),
    ]
