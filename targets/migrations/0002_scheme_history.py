import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import otop_portal.clock
from sales import append_only
from targets import fixed_rules

HISTORY = ["targets_schemeevent"]


def keep(apps, schema_editor) -> None:
    append_only.create_triggers(schema_editor.connection, HISTORY)
    fixed_rules.create_triggers(schema_editor.connection)


def let_go(apps, schema_editor) -> None:
    fixed_rules.drop_triggers(schema_editor.connection)
    append_only.drop_triggers(schema_editor.connection, HISTORY)


class Migration(migrations.Migration):
    dependencies = [
        ("targets", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="schemeversion",
            name="revision",
            field=models.PositiveIntegerField(default=0, verbose_name="แก้ไขครั้งที่"),
        ),
        migrations.CreateModel(
            name="SchemeEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(verbose_name="ฉบับที่")),
                (
                    "action",
                    models.CharField(
                        choices=[
                            ("copy", "คัดลอกมาจัดทำ"),
                            ("new_version", "จัดทำฉบับใหม่"),
                            ("change", "แก้ไข"),
                            ("announce", "ประกาศใช้"),
                        ],
                        max_length=12,
                    ),
                ),
                ("at", models.DateTimeField(default=otop_portal.clock.now)),
                ("changes", models.JSONField(default=list)),
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
                    "scheme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="events", to="targets.scheme"
                    ),
                ),
            ],
            options={
                "verbose_name": "ประวัติเกณฑ์ตัวชี้วัด",
                "verbose_name_plural": "ประวัติเกณฑ์ตัวชี้วัด",
                "ordering": ["pk"],
            },
        ),
        migrations.RunPython(keep, let_go),
    ]
