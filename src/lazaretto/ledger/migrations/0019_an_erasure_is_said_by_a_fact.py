"""An erasure names the fact that says so: its entry in the log is what nobody can put in or take out quietly.

Rows from before, those of the version before and those that another node told name none yet (``said_by`` is
null); ``lazaretto migrate`` states of the first what is known of them.
"""

from django.db import migrations

SQL = """
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '60s';

ALTER TABLE ledger_erasure ADD COLUMN said_by uuid,
    -- prevents: an erasure that names something that was never said
    ADD CONSTRAINT erasure_said_by_a_fact FOREIGN KEY (said_by) REFERENCES ledger_fact (id);

-- What is said of an erasure that nothing spoke of is the one thing that comes after it.
CREATE FUNCTION ledger_refuse_edit_of_erasure() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT (OLD.said_by IS NULL AND (NEW.fact, NEW.facility, NEW.rule, NEW.erased, NEW.actor)
            IS NOT DISTINCT FROM (OLD.fact, OLD.facility, OLD.rule, OLD.erased, OLD.actor)) THEN
        RAISE EXCEPTION 'nothing in % is edited: % is refused', TG_TABLE_NAME, TG_OP
            USING ERRCODE = 'restrict_violation', HINT = 'State a correction: one more fact.';
    END IF;
    RETURN NEW;
END $$;
DROP TRIGGER no_edit ON ledger_erasure;
CREATE TRIGGER no_edit BEFORE UPDATE ON ledger_erasure
    FOR EACH ROW EXECUTE FUNCTION ledger_refuse_edit_of_erasure();
CREATE TRIGGER no_delete BEFORE DELETE ON ledger_erasure FOR EACH ROW EXECUTE FUNCTION ledger_refuse_edit();

-- The house of a fact that says what was erased; null where `said` is no such fact, or out of scope.
CREATE FUNCTION ledger_erasing_house(said uuid) RETURNS varchar LANGUAGE sql STABLE AS $$
    SELECT f.facility FROM ledger_fact f WHERE f.id = said AND split_part(f.kind, '/', 1) = 'record.erased'
$$;

-- As ledger_erase (0014), by a fact of the same house that says so; without it nothing is erased. What says
-- that something was erased is not erased itself.
CREATE FUNCTION ledger_erase_as_said(
    ids uuid[], subjects text[], rule text, moment timestamptz, who text, said uuid) RETURNS SETOF uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    house varchar := ledger_erasing_house(said);
    gone uuid[];
BEGIN
    IF house IS NULL THEN
        RAISE EXCEPTION 'no fact says that anything was erased: %', said
            USING ERRCODE = 'restrict_violation', HINT = 'State record.erased first.';
    END IF;
    PERFORM FROM ledger_payload p WHERE p.fact = ANY (ids) ORDER BY p.fact FOR UPDATE;
    WITH erased AS (
        INSERT INTO ledger_erasure (fact, facility, rule, erased, actor, said_by)
        SELECT p.fact, p.facility, ledger_erase_as_said.rule, moment, who, said
        FROM ledger_payload p JOIN ledger_fact f ON f.id = p.fact
        WHERE p.fact = ANY (ids) AND p.facility = house AND split_part(f.kind, '/', 1) <> 'record.erased'
        RETURNING fact)
    SELECT coalesce(array_agg(e.fact), '{}') INTO gone FROM erased e;
    DELETE FROM ledger_payload p WHERE p.fact = ANY (gone);
    DELETE FROM ledger_mention m WHERE m.subject = ANY (subjects) AND m.fact = ANY (gone);
    UPDATE ledger_double x SET salt = NULL, canonical = NULL WHERE x.fact = ANY (gone) AND x.canonical IS NOT NULL;
    RETURN QUERY SELECT unnest(gone);
END $$;

-- What a fact says of erasures that named none.
CREATE FUNCTION ledger_say_erased(ids uuid[], said uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE ledger_erasure x SET said_by = said
    WHERE x.fact = ANY (ids) AND x.said_by IS NULL AND x.facility = ledger_erasing_house(said);
END $$;
REVOKE EXECUTE ON FUNCTION ledger_erase_as_said, ledger_say_erased FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger_erase_as_said, ledger_say_erased TO lazaretto_app;
"""

UNDO = """
DROP FUNCTION ledger_erase_as_said, ledger_say_erased, ledger_erasing_house;
DROP TRIGGER no_delete ON ledger_erasure;
DROP TRIGGER no_edit ON ledger_erasure;
CREATE TRIGGER no_edit BEFORE UPDATE OR DELETE ON ledger_erasure
    FOR EACH ROW EXECUTE FUNCTION ledger_refuse_edit();
DROP FUNCTION ledger_refuse_edit_of_erasure;
ALTER TABLE ledger_erasure DROP CONSTRAINT erasure_said_by_a_fact, DROP COLUMN said_by;
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0018_who_may_serve_is_said")]
    operations = [migrations.RunSQL(SQL, UNDO)]
