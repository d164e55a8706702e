from functools import partial

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import otop_portal.clock
from sales.append_only import create_triggers, drop_triggers

TABLES = ["sales_officerevent"]


def on_tables(change, apps, schema_editor) -> None:
    change(schema_editor.connection, TABLES)


class Migration(migrations.Migration):
    dependencies = [
        ("sales", "0004_collecting_entry_per_type"),
    ]

    operations = [
        migrations.CreateModel(
            name="OfficerEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "action",
                    models.CharField(
                        choices=[
                            ("open", "เปิดบัญชี"),
                            ("change", "แก้ไขข้อมูล"),
                            ("reset", "ออกรหัสผ่าน"),
                            ("own_password", "ตั้งรหัสผ่านเอง"),
                            ("unlock", "ปลดล็อก"),
                            ("close", "ปิดบัญชี"),
                            ("reopen", "เปิดบัญชีอีกครั้ง"),
                        ],
                        max_length=12,
                    ),
                ),
                ("at", models.DateTimeField(default=otop_portal.clock.now)),
                ("before", models.JSONField(default=dict)),
                ("after", models.JSONField(default=dict)),
                (
                    "by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="events", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "ประวัติผู้ใช้",
                "verbose_name_plural": "ประวัติผู้ใช้",
                "ordering": ["pk"],
            },
        ),
        migrations.RunPython(partial(on_tables, create_triggers), partial(on_tables, drop_triggers)),
    ]
