"""Messages, their tries, and how officers are reached; when each command was last through."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0007_calendars_have_a_secret_address"),
    ]

    operations = [
        migrations.CreateModel(
            name="Beat",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("job", models.CharField(max_length=32, unique=True)),
                ("at", models.DateTimeField()),
                ("note", models.CharField(blank=True, default="", max_length=120)),
            ],
        ),
        migrations.AddField(
            model_name="user",
            name="quiet_from",
            field=models.TimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="user",
            name="quiet_until",
            field=models.TimeField(blank=True, null=True),
        ),
        migrations.CreateModel(
            name="Channel",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=16)),
                ("sealed", models.TextField()),
                ("shown", models.CharField(blank=True, default="", max_length=120)),
                ("added", models.DateTimeField()),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="channels",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Message",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("person", models.CharField(max_length=64)),
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
                ("behalf", models.CharField(blank=True, default="", max_length=64)),
                ("urgent", models.BooleanField()),
                ("step", models.PositiveSmallIntegerField()),
                (
                    "facilities",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=24), size=None
                    ),
                ),
                ("lines", models.JSONField()),
                ("made", models.DateTimeField()),
                ("acknowledged", models.DateTimeField(null=True)),
                ("acknowledged_by", models.CharField(blank=True, default="", max_length=64)),
            ],
            options={
                "indexes": [models.Index(fields=["person", "-made"], name="message_by_person")],
            },
        ),
        migrations.CreateModel(
            name="Told",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("line", models.UUIDField()),
                ("person", models.CharField(max_length=64)),
                ("step", models.PositiveSmallIntegerField()),
                (
                    "message",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="told", to="access.message"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("line", "person"), name="told_once")],
            },
        ),
        migrations.CreateModel(
            name="Try",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=16)),
                ("began", models.DateTimeField()),
                ("ended", models.DateTimeField(null=True)),
                ("outcome", models.CharField(blank=True, default="", max_length=16)),
                ("answer", models.CharField(blank=True, default="", max_length=16)),
                (
                    "channel",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="tries",
                        to="access.channel",
                    ),
                ),
                (
                    "message",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tries",
                        to="access.message",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["-began"], name="try_by_time")],
            },
        ),
    ]
