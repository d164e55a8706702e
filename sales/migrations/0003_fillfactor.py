from django.db import migrations


def leave_room_for_updates(apps, schema_editor):
    # Each row is rewritten at least twice (district, province): a page with room keeps the new version beside it.
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE sales_sale SET (fillfactor = 75)")


class Migration(migrations.Migration):
    dependencies = [("sales", "0002_append_only")]

    operations = [migrations.RunPython(leave_room_for_updates, migrations.RunPython.noop)]
