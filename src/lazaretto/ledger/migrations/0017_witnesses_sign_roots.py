"""Who else has seen a signed root: the lines by which witnesses signed it too."""

from django.db import migrations

SQL = """
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '60s';

-- A witness signs the text of the root and its own time; the line goes under the note in the published file.
CREATE TABLE ledger_cosignature (
    size bigint NOT NULL,
    witness text NOT NULL CHECK (witness <> ''),  -- its public key, as it is written
    line text NOT NULL,
    PRIMARY KEY (size, witness),  -- prevents: one witness counted twice for one root
    -- prevents: a signature under nothing
    CONSTRAINT cosignature_of_a_root FOREIGN KEY (size) REFERENCES ledger_checkpoint (size)
);
CREATE INDEX cosignature_by_witness ON ledger_cosignature (witness, size);

CREATE TRIGGER no_edit BEFORE UPDATE OR DELETE ON ledger_cosignature
    FOR EACH ROW EXECUTE FUNCTION ledger_refuse_edit();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON ledger_cosignature EXECUTE FUNCTION ledger_refuse_edit();
REVOKE UPDATE, DELETE, TRUNCATE ON ledger_cosignature FROM lazaretto_app;
"""

UNDO = """
DROP TABLE ledger_cosignature;
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0016_peers_are_followed")]
    operations = [migrations.RunSQL(SQL, UNDO)]
