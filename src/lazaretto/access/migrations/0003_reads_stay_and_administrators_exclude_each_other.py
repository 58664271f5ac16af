"""A logged read is never changed, and no account goes from one administrator's role to another's."""

from django.db import migrations

SQL = """
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '60s';

CREATE FUNCTION access_refuse_edit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the log of reads is not edited: % is refused', TG_OP USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER no_edit BEFORE UPDATE OR DELETE ON access_read
    FOR EACH ROW EXECUTE FUNCTION access_refuse_edit();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON access_read EXECUTE FUNCTION access_refuse_edit();

-- prevents: one person who, step by step, runs the machine, opens the accounts and clears the log
CREATE FUNCTION access_refuse_second_administration() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'an account of % cannot become one of %: administrators exclude each other', OLD.role, NEW.role
        USING ERRCODE = 'restrict_violation', HINT = 'Close this account and name another person.';
END $$;

CREATE TRIGGER administrators_exclude_each_other BEFORE UPDATE OF role ON access_user FOR EACH ROW
    WHEN (OLD.role <> NEW.role
          AND OLD.role IN ('system_admin', 'security_admin', 'audit_admin')
          AND NEW.role IN ('system_admin', 'security_admin', 'audit_admin'))
    EXECUTE FUNCTION access_refuse_second_administration();
"""

UNDO = """
DROP FUNCTION access_refuse_edit, access_refuse_second_administration CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [("access", "0002_reads_are_logged_and_roles_are_known")]
    operations = [migrations.RunSQL(SQL, UNDO)]
