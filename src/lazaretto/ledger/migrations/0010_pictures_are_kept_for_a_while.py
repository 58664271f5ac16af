"""Pictures of gates: shown to few, kept for days, and then gone. The fact keeps their digest."""

from django.db import migrations

SQL = """
SET LOCAL lock_timeout = '5s';

CREATE TABLE ledger_picture (
    facility varchar(24) NOT NULL,
    digest char(64) NOT NULL,  -- SHA-256 of the bytes, hexadecimal
    camera varchar(64) NOT NULL,
    taken timestamptz NOT NULL,
    taken_by varchar(64) NOT NULL,
    jpeg bytea NOT NULL,
    PRIMARY KEY (facility, digest, taken),  -- a camera that stands still sends the same bytes again
    -- prevents: a picture that is not the one a fact speaks of
    CONSTRAINT picture_is_its_digest CHECK (digest = encode(sha256(jpeg), 'hex')),
    -- prevents: a camera that fills the disk (the limit of one picture, with room)
    CONSTRAINT picture_is_small CHECK (octet_length(jpeg) <= 4194304)
);
CREATE INDEX picture_by_age ON ledger_picture (facility, taken);

-- Forgetting is the owner's right, lent to one function: what was taken before an instant, in scope.
CREATE FUNCTION ledger_forget_pictures(house text, before timestamptz) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH gone AS (DELETE FROM ledger_picture p WHERE p.facility = house AND p.taken < before RETURNING 1)
    SELECT count(*) FROM gone
$$;
REVOKE EXECUTE ON FUNCTION ledger_forget_pictures FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger_forget_pictures TO lazaretto_app;
REVOKE UPDATE, DELETE, TRUNCATE ON ledger_picture FROM lazaretto_app;

-- See 0005: no scope, no rows.
ALTER TABLE ledger_picture ENABLE ROW LEVEL SECURITY;
ALTER TABLE ledger_picture FORCE ROW LEVEL SECURITY;
CREATE POLICY in_scope ON ledger_picture
    USING (facility = ANY ((SELECT string_to_array(current_setting('lazaretto.facilities', true), ','))::text[])
           OR (SELECT current_setting('lazaretto.facilities', true)) = '*')
    WITH CHECK (facility = ANY ((SELECT string_to_array(current_setting('lazaretto.facilities', true), ','))::text[])
           OR (SELECT current_setting('lazaretto.facilities', true)) = '*');
"""

UNDO = """
DROP FUNCTION ledger_forget_pictures;
DROP TABLE ledger_picture;
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0009_what_a_station_sends_is_kept")]
    operations = [migrations.RunSQL(SQL, UNDO)]
