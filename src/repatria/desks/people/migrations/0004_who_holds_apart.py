"""What was entered by hand as "by whom" stood as the holder, whether the side held the person or a
body had confirmed it. Nobody can tell the two apart any more, so it stands under a name of its own,
which the time line does not use."""

from __future__ import annotations

from typing import Any

from django.db import migrations

_STEP = 500


def _apart(apps: Any, schema_editor: Any) -> None:
    statements = apps.get_model("people", "Statement")
    rows = statements._default_manager.using(schema_editor.connection.alias)
    by_hand = rows.filter(source__kind="hand", details__has_key="holder").only("pk", "details")
    changed = []
    for row in by_hand.iterator(chunk_size=_STEP):
        row.details = {
            "by_whom" if name == "holder" else name: value for name, value in row.details.items()
        }
        changed.append(row)
    rows.bulk_update(changed, ["details"], batch_size=_STEP)


class Migration(migrations.Migration):
    dependencies = [("people", "0003_clocks_taken_back")]

    operations = [migrations.RunPython(_apart, migrations.RunPython.noop)]
