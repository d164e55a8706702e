import datetime
from functools import partial

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import otop_portal.clock
from sales.append_only import create_triggers, drop_triggers

TABLES = ["sales_duedateevent"]


def on_tables(change, apps, schema_editor) -> None:
    change(schema_editor.connection, TABLES)


class Migration(migrations.Migration):
    dependencies = [
        ("sales", "0005_officer_history"),
    ]

    operations = [
        migrations.CreateModel(
            name="DueDateEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("sales", "ยอดจำหน่าย OTOP"),
                            ("mission", "ผลภารกิจรายไตรมาส"),
                            ("shop", "Shop ชุมชน"),
                            ("online", "ตลาดออนไลน์"),
                        ],
                        max_length=8,
                        verbose_name="งาน",
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[("district", "อำเภอ"), ("province", "จังหวัด")], max_length=8, verbose_name="ระดับ"
                    ),
                ),
                (
                    "action",
                    models.CharField(
                        choices=[("set", "กำหนดวัน"), ("withdraw", "ยกเลิกวันที่กำหนดเอง")],
                        max_length=8,
                        verbose_name="การดำเนินการ",
                    ),
                ),
                ("at", models.DateTimeField(default=otop_portal.clock.now, verbose_name="เมื่อ")),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="เหตุผล")),
                ("before", models.JSONField(default=dict)),
                ("after", models.JSONField(default=dict)),
                (
                    "by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ผู้ดำเนินการ",
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="sales.district",
                        verbose_name="อำเภอ",
                    ),
                ),
                (
                    "period",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="sales.reportingmonth",
                        verbose_name="เดือน",
                    ),
                ),
                (
                    "province",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="sales.province",
                        verbose_name="จังหวัด",
                    ),
                ),
            ],
            options={
                "verbose_name": "ประวัติกำหนดส่ง",
                "verbose_name_plural": "ประวัติกำหนดส่ง",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="DueDate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("sales", "ยอดจำหน่าย OTOP"),
                            ("mission", "ผลภารกิจรายไตรมาส"),
                            ("shop", "Shop ชุมชน"),
                            ("online", "ตลาดออนไลน์"),
                        ],
                        max_length=8,
                        verbose_name="งาน",
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[("district", "อำเภอ"), ("province", "จังหวัด")], max_length=8, verbose_name="ระดับ"
                    ),
                ),
                ("due_on", models.DateField(verbose_name="ครบกำหนดวันที่")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="หมายเหตุ")),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="เหตุผล")),
                (
                    "district",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="sales.district",
                        verbose_name="อำเภอ",
                    ),
                ),
                (
                    "period",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="sales.reportingmonth",
                        verbose_name="เดือน",
                    ),
                ),
                (
                    "province",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="sales.province",
                        verbose_name="จังหวัด",
                    ),
                ),
            ],
            options={
                "verbose_name": "กำหนดส่ง",
                "verbose_name_plural": "กำหนดส่ง",
                "ordering": ["period", "kind", "level", "province", "district"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["sales", "mission", "shop", "online"])),
                        name="due_date_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("level__in", ["district", "province"])), name="due_date_level_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("due_on__gte", datetime.date(2015, 1, 1)), ("due_on__lt", datetime.date(2101, 1, 1))
                        ),
                        name="due_date_gregorian",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("province", None), ("district", None), _connector="OR"),
                        name="due_date_of_one_area",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("district", None),
                            models.Q(("level", "district"), models.Q(("reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="due_date_extension_says_why",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("district", None), ("province", None)),
                        fields=("kind", "period", "level"),
                        name="due_date_unique_in_country",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("province__isnull", False)),
                        fields=("kind", "period", "level", "province"),
                        name="due_date_unique_in_province",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("district__isnull", False)),
                        fields=("kind", "period", "level", "district"),
                        name="due_date_unique_in_district",
                    ),
                ],
            },
        ),
        migrations.RunPython(partial(on_tables, create_triggers), partial(on_tables, drop_triggers)),
    ]
