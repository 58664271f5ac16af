"""How far each peer's log was taken in, and what was found wrong with one: kept as evidence."""

from django.db import migrations

SQL = """
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '60s';

-- One row a peer. `size`, `root`, `note`: the newest checkpoint of it that held; `taken`: entries of it that were
-- received here, moved in the transaction that receives them. No facility in it, and no words.
CREATE TABLE ledger_peer (
    node varchar(64) PRIMARY KEY,
    size bigint NOT NULL DEFAULT 0 CHECK (size >= 0),
    root bytea CHECK (octet_length(root) = 32),
    note text NOT NULL DEFAULT '',
    witnesses text[] NOT NULL DEFAULT '{}',
    taken bigint NOT NULL DEFAULT 0,
    asked timestamptz,  -- when it was last spoken to
    heard timestamptz,  -- when it last answered, and what it said held
    moved timestamptz,  -- when something of it was last received
    beside timestamptz,  -- of what came there under known ids, taken up to this instant of its clock
    wrong bigint,  -- the finding that keeps it from being taken in just now
    disputed bigint NOT NULL DEFAULT 0,  -- facts of it that contradicted something as they were received
    -- prevents: facts received of a log that was not mirrored so far
    CONSTRAINT taken_of_what_held CHECK (taken BETWEEN 0 AND size)
);

-- What was found wrong, and what a person said about it. held, found: the two signed notes.
CREATE TABLE ledger_peer_finding (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    node varchar(64) NOT NULL,
    at timestamptz NOT NULL,
    what text NOT NULL,
    why text NOT NULL,
    place text NOT NULL DEFAULT '',
    entry bigint NOT NULL DEFAULT -1,
    held text NOT NULL DEFAULT '',
    found text NOT NULL DEFAULT '',
    by text NOT NULL DEFAULT ''
);
CREATE INDEX peer_finding_by_node ON ledger_peer_finding (node, id DESC);

CREATE TRIGGER no_edit BEFORE UPDATE OR DELETE ON ledger_peer_finding
    FOR EACH ROW EXECUTE FUNCTION ledger_refuse_edit();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON ledger_peer_finding EXECUTE FUNCTION ledger_refuse_edit();
REVOKE UPDATE, DELETE, TRUNCATE ON ledger_peer_finding FROM lazaretto_app;
REVOKE DELETE, TRUNCATE ON ledger_peer FROM lazaretto_app;
"""

UNDO = """
DROP TABLE ledger_peer_finding, ledger_peer;
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0015_what_counts_is_said_by_the_facts")]
    operations = [migrations.RunSQL(SQL, UNDO)]
