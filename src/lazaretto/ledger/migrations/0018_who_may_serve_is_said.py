"""Which versions may serve over this form of the database: an older one asks before it begins.

An upgrade expands first and contracts a version later, so that the version before can go on over the new form
(CONTRIBUTING.md). Where that could not be kept, the newest migration that a version must know stands here: as
for 0015, which took a column away.
"""

from django.db import migrations

SQL = """
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '60s';

CREATE TABLE lazaretto_reach (
    app varchar(64) PRIMARY KEY,
    least varchar(255) NOT NULL,  -- the name of a migration; names begin with their number
    why text NOT NULL
);
INSERT INTO lazaretto_reach VALUES ('ledger', '0015_what_counts_is_said_by_the_facts',
    'ledger_capacity has no sequence any more, and ledger_custody, ledger_cells and ledger_capacities answer more');
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON lazaretto_reach FROM lazaretto_app;
"""

UNDO = """
DROP TABLE lazaretto_reach;
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0017_witnesses_sign_roots")]
    operations = [migrations.RunSQL(SQL, UNDO)]
