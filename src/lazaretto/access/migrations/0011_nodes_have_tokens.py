"""Another node of ours reads the log's entries with a token of its own kind, which opens nothing else."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("access", "0010_acts_of_access_are_kept")]

    operations = [
        migrations.RunSQL(
            "SET LOCAL lock_timeout = '5s'; SET LOCAL statement_timeout = '60s';", migrations.RunSQL.noop
        ),
        migrations.CreateModel(
            name="NodeToken",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("node", models.CharField(max_length=64)),
                ("digest", models.CharField(max_length=64, unique=True)),
                (
                    "facilities",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=24), blank=True, default=list, size=None
                    ),
                ),
                ("everywhere", models.BooleanField(default=False)),
                ("issued", models.DateTimeField()),
                ("issued_by", models.CharField(max_length=64)),
                ("expires", models.DateTimeField()),
                ("revoked", models.DateTimeField(null=True)),
                ("revoked_by", models.CharField(blank=True, default="", max_length=64)),
                ("last_seen", models.DateTimeField(null=True)),
                ("last_entry", models.BigIntegerField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("revoked", None)), fields=("node",), name="node_token_one_a_node"
                    )
                ],
            },
        ),
    ]
