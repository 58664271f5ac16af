"""The role under which the server serves: it may add facts, and change nothing that was said."""

from django.db import migrations

SQL = """
SET LOCAL lock_timeout = '5s';

DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'lazaretto_app') THEN
        CREATE ROLE lazaretto_app NOLOGIN;
    END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN
    NULL;  -- another database of this server made it in the same moment
END $$;
GRANT lazaretto_app TO CURRENT_USER;
GRANT USAGE ON SCHEMA public TO lazaretto_app;

-- Accounts, sessions and the like are ordinary tables: those that stand, and those still to come.
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO lazaretto_app;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO lazaretto_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO lazaretto_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO lazaretto_app;

REVOKE UPDATE, DELETE, TRUNCATE ON ledger_fact, ledger_payload, ledger_mention, ledger_erasure FROM lazaretto_app;
REVOKE DELETE, TRUNCATE ON ledger_head FROM lazaretto_app;
REVOKE INSERT ON ledger_erasure FROM lazaretto_app;

-- Erasing is the owner's right, lent to one function: the row that says so comes first, then payload
-- and the mentions of these subjects go. Facts outside the caller's scope are not seen, and so not erased.
CREATE FUNCTION ledger_erase(ids uuid[], subjects text[], rule text, moment timestamptz, who text)
RETURNS SETOF uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM FROM ledger_payload p WHERE p.fact = ANY (ids) ORDER BY p.fact FOR UPDATE;
    RETURN QUERY
    INSERT INTO ledger_erasure (fact, facility, rule, erased, actor)
    SELECT p.fact, p.facility, ledger_erase.rule, moment, who FROM ledger_payload p WHERE p.fact = ANY (ids)
    RETURNING fact;
    DELETE FROM ledger_payload p WHERE p.fact = ANY (ids);
    DELETE FROM ledger_mention m WHERE m.subject = ANY (subjects) AND m.fact = ANY (ids);
END $$;
REVOKE EXECUTE ON FUNCTION ledger_erase FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger_erase TO lazaretto_app;
"""

UNDO = """
DROP FUNCTION ledger_erase;
ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON TABLES FROM lazaretto_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON SEQUENCES FROM lazaretto_app;
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM lazaretto_app;
REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM lazaretto_app;
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0005_no_scope_no_rows")]
    operations = [migrations.RunSQL(SQL, UNDO)]
