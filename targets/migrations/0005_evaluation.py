import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from sales.append_only import create_triggers, drop_triggers

TABLES = ["targets_evaluation"]


class Migration(migrations.Migration):
    dependencies = [
        ("sales", "0008_producer_requests"),
        ("targets", "0004_missions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Evaluation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("edition", models.PositiveBigIntegerField(verbose_name="ฉบับที่")),
                ("at", models.DateTimeField(verbose_name="ผล ณ")),
                (
                    "by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="รับรองโดย",
                    ),
                ),
                (
                    "province",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="sales.province",
                        verbose_name="จังหวัด",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evaluations",
                        to="targets.schemeversion",
                        verbose_name="ฉบับของเกณฑ์",
                    ),
                ),
            ],
            options={
                "verbose_name": "ผลการประเมิน",
                "verbose_name_plural": "ผลการประเมิน",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("version", "province", "edition"), name="evaluation_once_per_edition"
                    )
                ],
            },
        ),
        migrations.RunPython(
            lambda apps, schema_editor: create_triggers(schema_editor.connection, TABLES),
            lambda apps, schema_editor: drop_triggers(schema_editor.connection, TABLES),
        ),
    ]
