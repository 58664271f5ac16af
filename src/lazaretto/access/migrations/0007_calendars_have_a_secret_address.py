"""A calendar's address is made from a number of its owner's, which can be drawn anew."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("access", "0006_stations_are_tokens_of_a_post")]

    operations = [
        migrations.AddField(
            model_name="user",
            name="feed",
            field=models.CharField(blank=True, default="", max_length=64),
        ),
    ]
