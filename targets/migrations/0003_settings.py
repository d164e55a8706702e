from decimal import Decimal

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import otop_portal.clock
import otop_portal.money
import sales.models.changes
from sales.append_only import create_triggers, drop_triggers

TABLES = ["targets_settingevent"]


class Migration(migrations.Migration):
    dependencies = [
        ("sales", "0005_officer_history"),
        ("targets", "0002_scheme_history"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Setting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "fiscal_year",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="แผนของปีงบประมาณ"),
                ),
                ("letter_number", models.CharField(blank=True, max_length=60, verbose_name="เลขที่หนังสือ")),
                ("letter_date", models.DateField(blank=True, null=True, verbose_name="ลงวันที่")),
                ("locked_at", models.DateTimeField(blank=True, null=True, verbose_name="ประกาศเมื่อ")),
            ],
            options={
                "verbose_name": "การกำหนดเป้าหมาย",
                "verbose_name_plural": "การกำหนดเป้าหมาย",
            },
        ),
        migrations.CreateModel(
            name="SettingEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "action",
                    models.CharField(
                        choices=[
                            ("type", "บันทึกในตาราง"),
                            ("import", "นำเข้าจากไฟล์"),
                            ("undo", "ยกเลิกการนำเข้า"),
                            ("lock", "ประกาศเป้าหมายของจังหวัด"),
                            ("unlock", "ปลดล็อก"),
                        ],
                        max_length=6,
                        verbose_name="การกระทำ",
                    ),
                ),
                ("at", models.DateTimeField(default=otop_portal.clock.now, verbose_name="เมื่อ")),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="เหตุผลหรือที่มา")),
                ("changes", sales.models.changes.ChangesField(default=list)),
            ],
            options={
                "verbose_name": "ประวัติการกำหนดเป้าหมาย",
                "verbose_name_plural": "ประวัติการกำหนดเป้าหมาย",
                "ordering": ["pk"],
            },
        ),
        migrations.AddField(
            model_name="plan",
            name="printed_sum",
            field=otop_portal.money.BahtField(blank=True, null=True, verbose_name="รวมตั้งแต่ต้นปีงบประมาณที่พิมพ์ไว้"),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("printed_sum__isnull", True),
                    models.Q(("printed_sum__gte", Decimal("0")), ("printed_sum__lte", Decimal("999999999999.99"))),
                    _connector="OR",
                ),
                name="plan_printed_sum_in_range",
            ),
        ),
        migrations.AddField(
            model_name="setting",
            name="locked_by",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="ประกาศโดย",
            ),
        ),
        migrations.AddField(
            model_name="setting",
            name="province",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="sales.province",
                verbose_name="จังหวัด",
            ),
        ),
        migrations.AddField(
            model_name="setting",
            name="scheme",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="settings",
                to="targets.scheme",
                verbose_name="เกณฑ์",
            ),
        ),
        migrations.AddField(
            model_name="settingevent",
            name="by",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="โดย",
            ),
        ),
        migrations.AddField(
            model_name="settingevent",
            name="setting",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="events", to="targets.setting"
            ),
        ),
        migrations.AddField(
            model_name="settingevent",
            name="undoes",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="undone_by",
                to="targets.settingevent",
                verbose_name="ยกเลิก",
            ),
        ),
        migrations.AddConstraint(
            model_name="setting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("fiscal_year", None), ("scheme__isnull", False)),
                    models.Q(("fiscal_year__isnull", False), ("scheme", None)),
                    _connector="OR",
                ),
                name="setting_of_scheme_or_year",
            ),
        ),
        migrations.AddConstraint(
            model_name="setting",
            constraint=models.UniqueConstraint(fields=("scheme", "province"), name="setting_one_per_scheme"),
        ),
        migrations.AddConstraint(
            model_name="setting",
            constraint=models.UniqueConstraint(
                condition=models.Q(("province", None)), fields=("scheme",), name="setting_one_of_country"
            ),
        ),
        migrations.AddConstraint(
            model_name="setting",
            constraint=models.UniqueConstraint(fields=("fiscal_year", "province"), name="setting_one_per_year"),
        ),
        migrations.AddConstraint(
            model_name="setting",
            constraint=models.UniqueConstraint(
                condition=models.Q(("province", None)), fields=("fiscal_year",), name="setting_one_year_of_country"
            ),
        ),
        migrations.AddConstraint(
            model_name="setting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("letter_date", None), ("locked_at", None), ("locked_by", None)),
                    models.Q(
                        ("letter_date__isnull", False),
                        ("locked_at__isnull", False),
                        ("locked_by__isnull", False),
                        models.Q(("letter_number", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="setting_locked_by_letter",
            ),
        ),
        migrations.AddConstraint(
            model_name="settingevent",
            constraint=models.CheckConstraint(
                condition=models.Q(("action__in", ["type", "import", "undo", "lock", "unlock"])),
                name="setting_event_action_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="settingevent",
            constraint=models.UniqueConstraint(fields=("undoes",), name="setting_event_undone_once"),
        ),
        migrations.AddConstraint(
            model_name="settingevent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("action", "undo"), ("undoes__isnull", False)),
                    models.Q(models.Q(("action", "undo"), _negated=True), ("undoes", None)),
                    _connector="OR",
                ),
                name="setting_event_undo_of_import",
            ),
        ),
        migrations.RunPython(
            lambda apps, schema_editor: create_triggers(schema_editor.connection, TABLES),
            lambda apps, schema_editor: drop_triggers(schema_editor.connection, TABLES),
        ),
    ]
