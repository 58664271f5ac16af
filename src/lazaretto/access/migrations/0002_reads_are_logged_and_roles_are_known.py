"""Reads of a person's record have a place, and roles outside the table are refused."""

import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0001_users_have_a_role_and_a_scope"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="Read",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reader", models.CharField(max_length=64)),
                ("reader_role", models.CharField(max_length=32)),
                ("subject", models.CharField(max_length=64)),
                ("facility", models.CharField(max_length=24)),
                ("reason", models.CharField(max_length=400)),
                ("at", models.DateTimeField()),
                ("noted", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
        ),
        migrations.AlterModelOptions(
            name="user",
            options={},
        ),
        migrations.AddField(
            model_name="user",
            name="demo",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="user",
            name="language",
            field=models.CharField(blank=True, default="", max_length=10),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
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
                    )
                ),
                name="user_role_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("role__in", ("system_admin", "security_admin", "audit_admin")), _negated=True),
                    models.Q(("everywhere", False), ("facilities__len", 0)),
                    _connector="OR",
                ),
                name="user_administrators_see_no_facility",
            ),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=models.Q(("is_superuser", False)), name="user_nobody_is_above_the_rules"
            ),
        ),
        migrations.AddIndex(
            model_name="read",
            index=models.Index(fields=["facility", "-at"], name="read_by_facility"),
        ),
        migrations.AddIndex(
            model_name="read",
            index=models.Index(fields=["subject", "-at"], name="read_by_subject"),
        ),
    ]
