from django.db import migrations, models

from targets import fixed_rules


def free_rules(apps, schema_editor) -> None:
    fixed_rules.drop_triggers(schema_editor.connection)


def fix_rules(apps, schema_editor) -> None:
    fixed_rules.create_triggers(schema_editor.connection)


def write_the_letters_years(apps, schema_editor) -> None:
    """What the letter of 2564 says (S002:114) was only in the name of its base."""
    versions = apps.get_model("targets", "SchemeVersion").objects.filter(scheme__slug="2564-r2-online")
    versions.update(registered_from=2557, registered_to=2563)


class Migration(migrations.Migration):
    dependencies = [("targets", "0005_evaluation")]

    operations = [
        migrations.RunPython(free_rules, fix_rules),
        migrations.AddField(
            model_name="schemeversion",
            name="registered_from",
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="นับผลิตภัณฑ์ที่ลงทะเบียนตั้งแต่ปี พ.ศ."),
        ),
        migrations.AddField(
            model_name="schemeversion",
            name="registered_to",
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="นับผลิตภัณฑ์ที่ลงทะเบียนถึงปี พ.ศ."),
        ),
        migrations.AddConstraint(
            model_name="schemeversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("registered_from", None), ("registered_to", None)),
                    models.Q(
                        ("registered_from__isnull", False),
                        ("registered_to__gte", models.F("registered_from")),
                        ("registered_to__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="scheme_registered_years_in_order",
            ),
        ),
        migrations.RunPython(write_the_letters_years, migrations.RunPython.noop),
        migrations.RunPython(fix_rules, free_rules),
    ]
