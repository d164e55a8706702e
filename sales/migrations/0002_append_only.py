from django.db import migrations

from sales.append_only import create_triggers, drop_triggers

TABLES = ["sales_sheetevent", "sales_producerevent"]


class Migration(migrations.Migration):
    dependencies = [("sales", "0001_initial")]

    operations = [
        migrations.RunPython(
            lambda apps, schema_editor: create_triggers(schema_editor.connection, TABLES),
            lambda apps, schema_editor: drop_triggers(schema_editor.connection, TABLES),
        )
    ]
