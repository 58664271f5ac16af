"""Which fact is which entry of this node's proved log, and every root that was signed."""

from django.db import migrations

SQL = """
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '60s';

-- An entry is what the log says of a fact; its words are made of the fact's own row (proofs/entries.py).
CREATE TABLE ledger_entry (
    index bigint PRIMARY KEY CHECK (index >= 0),
    fact uuid NOT NULL UNIQUE,  -- prevents: one fact logged twice
    facility varchar(24) NOT NULL,
    position bigint NOT NULL,
    -- prevents: two entries for one place in a facility's order
    CONSTRAINT one_entry_a_position UNIQUE (facility, position),
    -- prevents: an entry about nothing
    CONSTRAINT entry_of_a_fact FOREIGN KEY (fact) REFERENCES ledger_fact (id)
);

-- A root that was signed stays: what is signed later must go on from it.
CREATE TABLE ledger_checkpoint (
    size bigint PRIMARY KEY CHECK (size > 0),
    root bytea NOT NULL CHECK (octet_length(root) = 32),
    signed timestamptz NOT NULL,
    note text NOT NULL
);

-- Facts that have no entry yet become entries, in the order in which they were appended. One at a time: who
-- comes second waits, and then finds nothing left to do. A facility's facts become visible in the order of
-- their positions, so whatever lies behind the last one entered is all that is new.
CREATE FUNCTION ledger_enter(most bigint) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
    entered bigint;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('lazaretto.log'));
    INSERT INTO ledger_entry (index, fact, facility, position)
    SELECT (SELECT coalesce(max(e.index) + 1, 0) FROM ledger_entry e) + row_number() OVER (ORDER BY f.sequence) - 1,
           f.id, f.facility, f.position
    FROM ledger_head h CROSS JOIN LATERAL (
        SELECT n.id, n.facility, n.position, n.sequence FROM ledger_fact n
        WHERE n.facility = h.facility AND n.position > coalesce(
            (SELECT max(e.position) FROM ledger_entry e WHERE e.facility = h.facility), 0)
        ORDER BY n.position LIMIT most) f
    ORDER BY f.sequence LIMIT most;
    GET DIAGNOSTICS entered = ROW_COUNT;
    RETURN entered;
END $$;

CREATE TRIGGER no_edit BEFORE UPDATE OR DELETE ON ledger_entry
    FOR EACH ROW EXECUTE FUNCTION ledger_refuse_edit();
CREATE TRIGGER no_edit BEFORE UPDATE OR DELETE ON ledger_checkpoint
    FOR EACH ROW EXECUTE FUNCTION ledger_refuse_edit();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON ledger_entry EXECUTE FUNCTION ledger_refuse_edit();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON ledger_checkpoint EXECUTE FUNCTION ledger_refuse_edit();
REVOKE UPDATE, DELETE, TRUNCATE ON ledger_entry, ledger_checkpoint FROM lazaretto_app;

-- See 0005: no scope, no rows. A root belongs to no facility.
ALTER TABLE ledger_entry ENABLE ROW LEVEL SECURITY;
ALTER TABLE ledger_entry FORCE ROW LEVEL SECURITY;
CREATE POLICY in_scope ON ledger_entry
    USING (facility = ANY ((SELECT string_to_array(current_setting('lazaretto.facilities', true), ','))::text[])
           OR (SELECT current_setting('lazaretto.facilities', true)) = '*')
    WITH CHECK (facility = ANY ((SELECT string_to_array(current_setting('lazaretto.facilities', true), ','))::text[])
           OR (SELECT current_setting('lazaretto.facilities', true)) = '*');
"""

UNDO = """
DROP FUNCTION ledger_enter;
DROP TABLE ledger_checkpoint, ledger_entry;
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0012_evidence_stays_with_its_finding")]
    operations = [migrations.RunSQL(SQL, UNDO)]
