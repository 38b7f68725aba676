"""Whether a token may enter too. Those that there are were made to read, and only read."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("accounts", "0020_tokens"),)

    operations = (
        migrations.AddField(
            model_name="apitoken",
            name="enters",
            field=models.BooleanField(default=False),
        ),
    )
