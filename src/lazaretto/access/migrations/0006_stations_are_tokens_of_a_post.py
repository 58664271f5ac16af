"""A gate's station is a token with a post; it shows when it last spoke, what it knew, and what still waits."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("access", "0005_reads_say_what_came_of_them")]

    operations = [
        migrations.AddField(
            model_name="token",
            name="post",
            field=models.CharField(blank=True, default="", max_length=24),
        ),
        migrations.AddField(
            model_name="token",
            name="last_seen",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="token",
            name="last_pack",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="token",
            name="waiting",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddConstraint(
            model_name="token",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("post", ""),
                    models.Q(("everywhere", False), ("facilities__len", 1), ("role", "gate_officer")),
                    _connector="OR",
                ),
                name="token_station_of_one_house",
            ),
        ),
    ]
