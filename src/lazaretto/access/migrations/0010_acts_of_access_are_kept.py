"""Acts of access are kept in one log that only grows; an account says who opened it and may be waiting for its
owner's own password. Columns have defaults in the database, so that the version before goes on meanwhile.
"""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

SQL = """
CREATE TRIGGER no_edit BEFORE UPDATE OR DELETE ON access_deed
    FOR EACH ROW EXECUTE FUNCTION access_refuse_edit();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON access_deed EXECUTE FUNCTION access_refuse_edit();

-- prevents: one person who asks for what takes two, and grants it themselves
CREATE FUNCTION access_refuse_own_answer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM access_deed d WHERE d.id = NEW.of_id AND d.sort = 'asked'
                   AND d.actor <> NEW.actor AND NEW.actor <> '') THEN
        RAISE EXCEPTION 'deed % is answered by somebody else than who asked', NEW.of_id
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER answered_by_another BEFORE INSERT ON access_deed FOR EACH ROW
    WHEN (NEW.of_id IS NOT NULL) EXECUTE FUNCTION access_refuse_own_answer();
"""

UNDO = """
DROP FUNCTION access_refuse_own_answer CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0009_messages_are_kept_from_some"),
    ]

    operations = [
        migrations.RunSQL(
            "SET LOCAL lock_timeout = '5s'; SET LOCAL statement_timeout = '60s';", migrations.RunSQL.noop
        ),
        migrations.AddField(
            model_name="user",
            name="epoch",
            field=models.PositiveIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="user",
            name="opened_by",
            field=models.CharField(blank=True, db_default="", default="", max_length=64),
        ),
        migrations.AddField(
            model_name="user",
            name="setup_until",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.CreateModel(
            name="Deed",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort", models.CharField(max_length=24)),
                ("actor", models.CharField(blank=True, max_length=64)),
                ("actor_role", models.CharField(blank=True, max_length=32)),
                ("subject", models.CharField(blank=True, max_length=150)),
                ("facility", models.CharField(blank=True, max_length=24)),
                ("said", models.JSONField(default=dict)),
                ("reason", models.CharField(blank=True, max_length=400)),
                ("at", models.DateTimeField()),
                ("noted", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "of",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answer",
                        to="access.deed",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["sort", "-id"], name="deed_by_sort"),
                    models.Index(fields=["subject", "-id"], name="deed_by_subject"),
                    models.Index(fields=["actor", "-id"], name="deed_by_actor"),
                ],
            },
        ),
        migrations.RunSQL(SQL, UNDO),
    ]
