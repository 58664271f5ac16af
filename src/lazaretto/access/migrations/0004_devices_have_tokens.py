"""Devices and partners' programs show a token; of it only the SHA-256 is kept."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0003_reads_stay_and_administrators_exclude_each_other"),
    ]

    operations = [
        migrations.CreateModel(
            name="Token",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("device", models.CharField(max_length=64)),
                ("digest", models.CharField(max_length=64, unique=True)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("gate_officer", "gate_officer"),
                            ("duty_officer", "duty_officer"),
                            ("doctor", "doctor"),
                            ("leader", "leader"),
                            ("detachment_officer", "detachment_officer"),
                            ("detachment_leader", "detachment_leader"),
                            ("inspector", "inspector"),
                            ("system_admin", "system_admin"),
                            ("security_admin", "security_admin"),
                            ("audit_admin", "audit_admin"),
                        ],
                        max_length=32,
                    ),
                ),
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
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "role__in",
                                (
                                    "gate_officer",
                                    "duty_officer",
                                    "doctor",
                                    "leader",
                                    "detachment_officer",
                                    "detachment_leader",
                                    "inspector",
                                    "system_admin",
                                    "security_admin",
                                    "audit_admin",
                                ),
                            ),
                            models.Q(
                                ("role__in", ("system_admin", "security_admin", "audit_admin")), _negated=True
                            ),
                        ),
                        name="token_administers_nothing",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("revoked", None)), fields=("device",), name="token_one_a_device"
                    ),
                ],
            },
        ),
    ]
