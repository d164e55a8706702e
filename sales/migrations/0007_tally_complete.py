from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("sales", "0006_due_dates"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="tally",
            index=models.Index(
                condition=models.Q(("until", None)), fields=["month", "district", "complete"], name="tally_complete"
            ),
        ),
    ]
