"""Every row that a gate's station ever sent, what became of it, and how a person settled what was held back."""

from django.db import migrations

SQL = """
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '60s';

-- A row that was recorded is its fact, and here only its mark. A row that was not keeps its words: what a
-- station says happened is never dropped.
CREATE TABLE ledger_upload (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    facility varchar(24) NOT NULL,  -- of the station, whatever the row says
    device text NOT NULL,
    queue text NOT NULL,  -- whose count the sequence number is: one browser's
    sequence bigint,
    nonce text NOT NULL,
    digest bytea NOT NULL,
    outcome text NOT NULL,
    rules text[] NOT NULL,
    said text NOT NULL,  -- JSON: what fills in the sentence of the rule
    fact uuid,
    words bytea,
    received timestamptz NOT NULL,
    -- prevents: one row kept twice, whatever was lost between an answer and its reader
    CONSTRAINT one_row_a_nonce_and_content UNIQUE (device, nonce, digest),
    -- lets a settlement name row and facility as one
    CONSTRAINT row_of_one_facility UNIQUE (number, facility),
    CONSTRAINT upload_of_a_fact FOREIGN KEY (fact) REFERENCES ledger_fact (id),
    CONSTRAINT upload_has_an_outcome CHECK (
        outcome IN ('accepted', 'disputed', 'duplicate', 'refused', 'malformed')),
    -- prevents: a row that is neither in the record nor here
    CONSTRAINT recorded_or_kept CHECK ((words IS NULL) = (outcome IN ('accepted', 'disputed', 'duplicate'))
                                       AND (words IS NULL) = (fact IS NOT NULL)),
    CONSTRAINT digest_is_sha256 CHECK (octet_length(digest) = 32),
    CONSTRAINT sequence_counts_from_one CHECK (sequence > 0)
);
CREATE INDEX upload_by_sequence ON ledger_upload (device, queue, sequence);
CREATE INDEX upload_held_back ON ledger_upload (facility, number) WHERE words IS NOT NULL;

CREATE TABLE ledger_settlement (
    upload bigint PRIMARY KEY,  -- prevents: one row settled in two ways
    facility varchar(24) NOT NULL,
    how text NOT NULL,
    reason text NOT NULL,
    fact uuid,
    settled timestamptz NOT NULL,
    actor text NOT NULL,
    CONSTRAINT settles_a_row FOREIGN KEY (upload, facility) REFERENCES ledger_upload (number, facility),
    CONSTRAINT settled_by_a_fact FOREIGN KEY (fact) REFERENCES ledger_fact (id),
    CONSTRAINT settled_in_one_of_two_ways CHECK (
        how = 'restated' AND fact IS NOT NULL OR how = 'dismissed' AND fact IS NULL),
    -- prevents: a passage put aside and nobody knows why
    CONSTRAINT settled_with_a_reason CHECK (how = 'restated' OR reason ~ '\\S')
);

CREATE TRIGGER no_edit BEFORE UPDATE OR DELETE ON ledger_upload
    FOR EACH ROW EXECUTE FUNCTION ledger_refuse_edit();
CREATE TRIGGER no_edit BEFORE UPDATE OR DELETE ON ledger_settlement
    FOR EACH ROW EXECUTE FUNCTION ledger_refuse_edit();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON ledger_upload EXECUTE FUNCTION ledger_refuse_edit();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON ledger_settlement EXECUTE FUNCTION ledger_refuse_edit();
REVOKE UPDATE, DELETE, TRUNCATE ON ledger_upload, ledger_settlement FROM lazaretto_app;
"""

POLICY = """
ALTER TABLE ledger_{table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE ledger_{table} FORCE ROW LEVEL SECURITY;
CREATE POLICY in_scope ON ledger_{table}
    USING (facility = ANY ((SELECT string_to_array(current_setting('lazaretto.facilities', true), ','))::text[])
           OR (SELECT current_setting('lazaretto.facilities', true)) = '*')
    WITH CHECK (facility = ANY ((SELECT string_to_array(current_setting('lazaretto.facilities', true), ','))::text[])
           OR (SELECT current_setting('lazaretto.facilities', true)) = '*');
"""

UNDO = """
DROP TABLE ledger_settlement, ledger_upload;
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0008_nobody_is_isolated_without_an_order")]
    operations = [
        migrations.RunSQL(SQL, UNDO),
        *(
            migrations.RunSQL(POLICY.format(table=table), migrations.RunSQL.noop)
            for table in ("upload", "settlement")
        ),
    ]
