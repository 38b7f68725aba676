"""The access log, and the triggers that keep it from being changed."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from repatria.desks.accounts.access import guards


def install(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    guards.install(editor.connection)


def remove(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    guards.remove(editor.connection)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_counted"),
    ]

    operations = [
        migrations.CreateModel(
            name="Trace",
            fields=[
                ("sequence", models.BigIntegerField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("actor", models.CharField(blank=True, max_length=100)),
                ("roles", models.CharField(blank=True, max_length=200)),
                ("party", models.CharField(blank=True, max_length=100)),
                ("session", models.CharField(blank=True, max_length=64)),
                ("action", models.CharField(max_length=100)),
                ("subject_type", models.CharField(max_length=100)),
                ("subject", models.CharField(blank=True, max_length=200)),
                ("field_classes", models.CharField(blank=True, max_length=300)),
                ("purpose", models.CharField(blank=True, max_length=20)),
                ("detail", models.TextField(default="{}")),
                ("previous", models.CharField(max_length=64)),
                ("digest", models.CharField(max_length=64)),
            ],
            options={
                "ordering": ("sequence",),
                "indexes": [
                    models.Index(
                        fields=["subject_type", "subject", "-sequence"], name="trace_subject"
                    ),
                    models.Index(fields=["actor", "-sequence"], name="trace_actor"),
                    models.Index(fields=["session", "actor"], name="trace_session"),
                    models.Index(fields=["at"], name="trace_at"),
                ],
            },
        ),
        migrations.RunPython(install, remove),
    ]
