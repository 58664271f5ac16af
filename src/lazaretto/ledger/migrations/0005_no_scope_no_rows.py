"""Row-level security on every table that is keyed by facility, for the owner too."""

from django.db import migrations

TABLES = ("head", "fact", "payload", "mention", "erasure", "stay", "capacity", "dispute")

# Without the setting the array is null or empty, and no row is let through. The array stands in a
# sub-select so that it is made once a query, not once a row.
POLICY = """
SET LOCAL lock_timeout = '5s';
ALTER TABLE ledger_{table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE ledger_{table} FORCE ROW LEVEL SECURITY;
CREATE POLICY in_scope ON ledger_{table}
    USING (facility = ANY ((SELECT string_to_array(current_setting('lazaretto.facilities', true), ','))::text[])
           OR (SELECT current_setting('lazaretto.facilities', true)) = '*')
    WITH CHECK (facility = ANY ((SELECT string_to_array(current_setting('lazaretto.facilities', true), ','))::text[])
           OR (SELECT current_setting('lazaretto.facilities', true)) = '*');
"""
UNDO = """
DROP POLICY in_scope ON ledger_{table};
ALTER TABLE ledger_{table} NO FORCE ROW LEVEL SECURITY;
ALTER TABLE ledger_{table} DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0004_an_append_is_one_call")]
    operations = [migrations.RunSQL(POLICY.format(table=table), UNDO.format(table=table)) for table in TABLES]
