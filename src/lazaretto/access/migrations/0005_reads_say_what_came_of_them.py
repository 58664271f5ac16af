"""A read says whether it was granted, and whether the whole path across facilities was asked for.

Rows from before say ``unnoted``: the log is not edited, and a guess is no record.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("access", "0004_devices_have_tokens")]

    operations = [
        migrations.AddField(
            model_name="read",
            name="whole",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="read",
            name="outcome",
            field=models.CharField(
                choices=[("granted", "granted"), ("refused", "refused"), ("unnoted", "unnoted")],
                default="unnoted",
                max_length=8,
            ),
        ),
        migrations.AlterField(
            model_name="read",
            name="facility",
            field=models.CharField(blank=True, max_length=24),
        ),
        migrations.AddConstraint(
            model_name="read",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome__in", ("granted", "refused", "unnoted"))),
                name="read_outcome_is_known",
            ),
        ),
    ]
