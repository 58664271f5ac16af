"""Inspectors have a space of their own: notes in their scope, and the checkpoint that each has kept."""

from django.db import migrations

SQL = """
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '60s';

CREATE TABLE access_note (
    id uuid PRIMARY KEY,  -- prevents: one note written twice by an impatient finger
    author varchar(64) NOT NULL,
    sort varchar(8) NOT NULL CHECK (sort IN ('person', 'fact', 'house')),
    subject varchar(64) NOT NULL CHECK (subject <> ''),
    facility varchar(24) NOT NULL CHECK (facility <> ''),
    words text NOT NULL CHECK (words <> '' AND length(words) <= 4000),
    at timestamptz NOT NULL,
    noted timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX note_by_subject ON access_note (subject, at);

CREATE TABLE access_visit (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    inspector varchar(64) NOT NULL CHECK (inspector <> ''),
    at timestamptz NOT NULL,
    size bigint NOT NULL CHECK (size > 0),
    root bytea NOT NULL CHECK (octet_length(root) = 32),
    note text NOT NULL
);
CREATE INDEX visit_by_inspector ON access_visit (inspector, id);

CREATE TRIGGER no_edit BEFORE UPDATE OR DELETE ON access_note
    FOR EACH ROW EXECUTE FUNCTION access_refuse_edit();
CREATE TRIGGER no_edit BEFORE UPDATE OR DELETE ON access_visit
    FOR EACH ROW EXECUTE FUNCTION access_refuse_edit();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON access_note EXECUTE FUNCTION access_refuse_edit();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON access_visit EXECUTE FUNCTION access_refuse_edit();
REVOKE UPDATE, DELETE, TRUNCATE ON access_note, access_visit FROM lazaretto_app;

-- No inspector, no rows: the setting is made by access/inspecting.py alone. Inspectors of one scope share notes.
ALTER TABLE access_note ENABLE ROW LEVEL SECURITY;
ALTER TABLE access_note FORCE ROW LEVEL SECURITY;
CREATE POLICY of_inspectors ON access_note
    USING ((SELECT current_setting('lazaretto.inspector', true)) <> ''
           AND (facility = ANY ((SELECT string_to_array(current_setting('lazaretto.facilities', true), ','))::text[])
                OR (SELECT current_setting('lazaretto.facilities', true)) = '*'))
    WITH CHECK (author = (SELECT current_setting('lazaretto.inspector', true))
           AND (facility = ANY ((SELECT string_to_array(current_setting('lazaretto.facilities', true), ','))::text[])
                OR (SELECT current_setting('lazaretto.facilities', true)) = '*'));
-- What somebody has looked at is theirs alone.
ALTER TABLE access_visit ENABLE ROW LEVEL SECURITY;
ALTER TABLE access_visit FORCE ROW LEVEL SECURITY;
CREATE POLICY of_their_own ON access_visit
    USING (inspector = (SELECT current_setting('lazaretto.inspector', true)))
    WITH CHECK (inspector = (SELECT current_setting('lazaretto.inspector', true)));
"""

UNDO = """
DROP TABLE access_visit, access_note;
"""


class Migration(migrations.Migration):
    dependencies = [("access", "0011_nodes_have_tokens"), ("ledger", "0013_what_was_appended_is_proved")]
    operations = [migrations.RunSQL(SQL, UNDO)]
