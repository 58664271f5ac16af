"""Update, delete and truncate are refused by trigger, whoever asks."""

from django.db import migrations

SQL = """
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '60s';

CREATE FUNCTION ledger_refuse_edit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'nothing in % is edited: % is refused', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'restrict_violation', HINT = 'State a correction: one more fact.';
END $$;

-- Erasing under a retention rule is the one exception, and it leaves its own row first. The row is
-- looked for here, so that no setting and no role can stand in for it.
CREATE FUNCTION ledger_refuse_silent_erasure() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM ledger_erasure e WHERE e.fact = OLD.fact) THEN
        RAISE EXCEPTION 'nothing in % is deleted without an erasure under a rule', TG_TABLE_NAME
            USING ERRCODE = 'restrict_violation', HINT = 'Erase through ledger_erase.';
    END IF;
    RETURN OLD;
END $$;

-- prevents: a head that goes back, by which a later append would overwrite a position
CREATE FUNCTION ledger_refuse_backwards() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.position < OLD.position OR NEW.facility <> OLD.facility THEN
        RAISE EXCEPTION 'the head of % cannot go back from % to %', OLD.facility, OLD.position, NEW.position
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER no_edit BEFORE UPDATE OR DELETE ON ledger_fact
    FOR EACH ROW EXECUTE FUNCTION ledger_refuse_edit();
CREATE TRIGGER no_edit BEFORE UPDATE OR DELETE ON ledger_erasure
    FOR EACH ROW EXECUTE FUNCTION ledger_refuse_edit();
CREATE TRIGGER no_edit BEFORE UPDATE ON ledger_payload
    FOR EACH ROW EXECUTE FUNCTION ledger_refuse_edit();
CREATE TRIGGER no_edit BEFORE UPDATE ON ledger_mention
    FOR EACH ROW EXECUTE FUNCTION ledger_refuse_edit();
CREATE TRIGGER no_silent_erasure BEFORE DELETE ON ledger_payload
    FOR EACH ROW EXECUTE FUNCTION ledger_refuse_silent_erasure();
CREATE TRIGGER no_silent_erasure BEFORE DELETE ON ledger_mention
    FOR EACH ROW EXECUTE FUNCTION ledger_refuse_silent_erasure();
CREATE TRIGGER no_going_back BEFORE UPDATE ON ledger_head
    FOR EACH ROW EXECUTE FUNCTION ledger_refuse_backwards();
CREATE TRIGGER no_delete BEFORE DELETE ON ledger_head
    FOR EACH ROW EXECUTE FUNCTION ledger_refuse_edit();

CREATE TRIGGER no_truncate BEFORE TRUNCATE ON ledger_fact EXECUTE FUNCTION ledger_refuse_edit();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON ledger_payload EXECUTE FUNCTION ledger_refuse_edit();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON ledger_mention EXECUTE FUNCTION ledger_refuse_edit();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON ledger_erasure EXECUTE FUNCTION ledger_refuse_edit();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON ledger_head EXECUTE FUNCTION ledger_refuse_edit();
"""

UNDO = """
DROP FUNCTION ledger_refuse_edit, ledger_refuse_silent_erasure, ledger_refuse_backwards CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_facts_are_kept_in_order")]
    operations = [migrations.RunSQL(SQL, UNDO)]
