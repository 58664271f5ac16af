"""A message that speaks of a complaint is kept from whoever it is about."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("access", "0008_messages_are_kept")]

    operations = [
        migrations.AddField(
            model_name="message",
            name="kept_from",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=64), default=list, size=None
            ),
        ),
    ]
