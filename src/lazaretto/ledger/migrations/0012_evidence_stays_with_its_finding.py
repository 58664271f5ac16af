"""Pictures and papers that show what was found and put right: kept as long as the record, added to only."""

from django.db import migrations

SQL = """
SET LOCAL lock_timeout = '5s';

CREATE TABLE ledger_evidence (
    facility varchar(24) NOT NULL,
    digest char(64) NOT NULL,  -- SHA-256 of the bytes, hexadecimal
    media varchar(40) NOT NULL,
    kept timestamptz NOT NULL,
    kept_by varchar(64) NOT NULL,
    bytes bytea NOT NULL,
    PRIMARY KEY (facility, digest),
    -- prevents: evidence that is not what a fact speaks of
    CONSTRAINT evidence_is_its_digest CHECK (digest = encode(sha256(bytes), 'hex')),
    -- prevents: a telephone that fills the disk
    CONSTRAINT evidence_is_small CHECK (octet_length(bytes) <= 8388608),
    -- prevents: a page that a browser would run
    CONSTRAINT evidence_is_still CHECK (media IN ('image/jpeg', 'image/png', 'application/pdf'))
);
REVOKE UPDATE, DELETE, TRUNCATE ON ledger_evidence FROM lazaretto_app;

-- See 0005: no scope, no rows.
ALTER TABLE ledger_evidence ENABLE ROW LEVEL SECURITY;
ALTER TABLE ledger_evidence FORCE ROW LEVEL SECURITY;
CREATE POLICY in_scope ON ledger_evidence
    USING (facility = ANY ((SELECT string_to_array(current_setting('lazaretto.facilities', true), ','))::text[])
           OR (SELECT current_setting('lazaretto.facilities', true)) = '*')
    WITH CHECK (facility = ANY ((SELECT string_to_array(current_setting('lazaretto.facilities', true), ','))::text[])
           OR (SELECT current_setting('lazaretto.facilities', true)) = '*');
"""

UNDO = "DROP TABLE ledger_evidence;"


class Migration(migrations.Migration):
    dependencies = [("ledger", "0011_who_shared_a_cell_is_one_question")]
    operations = [migrations.RunSQL(SQL, UNDO)]
