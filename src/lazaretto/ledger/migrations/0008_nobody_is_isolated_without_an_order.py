"""Law 15 in the database: orders, and isolations that cannot stand without one (and an end, a review, visits)."""

from django.db import migrations

SQL = """
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '60s';

-- Which order of whom lives when. A fold of facts; rebuild reproduces it.
CREATE TABLE ledger_order (
    fact uuid PRIMARY KEY,  -- the fact that made it
    facility varchar(24) NOT NULL,
    code text NOT NULL,
    person varchar(64) NOT NULL,
    basis text,
    days integer,  -- of all its legs together
    review_on date,
    during tstzrange NOT NULL,
    CONSTRAINT order_of_a_fact FOREIGN KEY (fact) REFERENCES ledger_fact (id),
    -- lets an isolation name order and person as one
    CONSTRAINT order_of_one_person UNIQUE (fact, person),
    -- prevents: quarantine on no ground
    CONSTRAINT order_has_a_basis CHECK (coalesce(basis, '') ~ '\\S'),
    -- prevents: quarantine without an end
    CONSTRAINT order_has_an_end CHECK (days IS NOT NULL AND days > 0),
    -- prevents: quarantine that nobody looks at again
    CONSTRAINT order_has_a_review CHECK (review_on IS NOT NULL),
    CONSTRAINT order_half_open CHECK (NOT isempty(during) AND lower_inc(during) AND NOT upper_inc(during)
                                      AND NOT lower_inf(during))
);
CREATE INDEX order_by_person ON ledger_order (person);

-- Who may be kept apart, in which cell, under which order, until when. The five things are checked by
-- name and not by NOT NULL, so that a refusal says which of them is missing.
CREATE TABLE ledger_isolation (
    fact uuid PRIMARY KEY,  -- the fact that ordered it
    facility varchar(24) NOT NULL,
    person varchar(64) NOT NULL,
    cell varchar(80) NOT NULL,
    under uuid,
    basis text,
    ends_on date,
    review_on date,
    visits text,  -- the clause that owes the daily visit
    during tstzrange NOT NULL,
    CONSTRAINT isolation_of_a_fact FOREIGN KEY (fact) REFERENCES ledger_fact (id),
    -- prevents: isolation under no order
    CONSTRAINT isolation_has_an_order CHECK (under IS NOT NULL),
    -- prevents: isolation under an order that is another person's, or none
    CONSTRAINT isolation_under_own_order FOREIGN KEY (under, person) REFERENCES ledger_order (fact, person),
    -- prevents: isolation on no ground
    CONSTRAINT isolation_has_a_basis CHECK (coalesce(basis, '') ~ '\\S'),
    -- prevents: isolation without an end, or beyond the last day in every zone on earth
    CONSTRAINT isolation_has_an_end CHECK (
        ends_on IS NOT NULL AND NOT upper_inf(during)
        AND upper(during) <= (ends_on + interval '36 hours') AT TIME ZONE 'UTC'),
    -- prevents: isolation that nobody looks at again before it is over
    CONSTRAINT isolation_has_a_review CHECK (
        review_on IS NOT NULL AND review_on <= ends_on
        AND lower(during) < (review_on + interval '36 hours') AT TIME ZONE 'UTC'),
    -- prevents: isolation in which nobody need come to see the person
    CONSTRAINT isolation_has_visits_owed CHECK (coalesce(visits, '') ~ '\\S'),
    CONSTRAINT isolation_half_open CHECK (NOT isempty(during) AND lower_inc(during) AND NOT upper_inc(during)
                                          AND NOT lower_inf(during)),
    -- prevents: a cell of one facility in the rows of another
    CONSTRAINT isolation_in_facility CHECK (starts_with(cell, facility || '/')),
    -- prevents: one person isolated twice at once
    CONSTRAINT one_isolation_at_a_time EXCLUDE USING gist (person WITH =, during WITH &&)
);
CREATE INDEX isolation_by_person ON ledger_isolation (person);
CREATE INDEX isolation_by_order ON ledger_isolation (under);

-- prevents: an isolation that begins before its order, or outlasts it. The order may have been made by a
-- facility outside the caller's scope; nothing of it is shown but that it does not fit.
CREATE FUNCTION ledger_isolation_within_order() RETURNS trigger
LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE scope text := coalesce(current_setting('lazaretto.facilities', true), '');
        fits boolean;
BEGIN
    PERFORM set_config('lazaretto.facilities', '*', true);
    IF TG_TABLE_NAME = 'ledger_order' THEN
        SELECT NOT EXISTS (SELECT FROM ledger_isolation i WHERE i.under = NEW.fact AND NOT i.during <@ NEW.during)
        INTO fits;
    ELSE
        SELECT EXISTS (SELECT FROM ledger_order o WHERE o.fact = NEW.under AND NEW.during <@ o.during) INTO fits;
    END IF;
    PERFORM set_config('lazaretto.facilities', scope, true);
    IF NOT fits THEN
        RAISE EXCEPTION 'an isolation is not within the life of its order'
            USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME, CONSTRAINT = 'isolation_under_a_live_order',
                  HINT = 'Nobody is isolated without a live order: make the order first, or end the isolation.';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER within_its_order AFTER INSERT OR UPDATE ON ledger_isolation
    FOR EACH ROW EXECUTE FUNCTION ledger_isolation_within_order();
CREATE TRIGGER around_its_isolations AFTER UPDATE ON ledger_order
    FOR EACH ROW EXECUTE FUNCTION ledger_isolation_within_order();

-- What the orders of these people come from, wherever it was stated (their custody facts and those of
-- `kinds`, each with the rules it breaks), and what is stored of them; each as one JSON array of arrays.
CREATE FUNCTION ledger_ordering(people text[], kinds text[])
RETURNS TABLE (told text, orders text, isolations text)
LANGUAGE plpgsql SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off
SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE scope text := coalesce(current_setting('lazaretto.facilities', true), '');
BEGIN
    PERFORM set_config('lazaretto.facilities', '*', true);
    SELECT json_agg(json_build_array(
               f.sequence, convert_from(p.canonical, 'UTF8'),
               ARRAY(SELECT d.rule FROM ledger_dispute d WHERE d.fact = f.id))) INTO told
    FROM (SELECT m.fact FROM ledger_mention m
          WHERE m.subject = ANY (people) AND m.kind >= 'custody.' AND m.kind < 'custody/'
          UNION SELECT m.fact FROM ledger_mention m
          WHERE m.subject = ANY (people) AND m.kind = ANY (kinds)) AS w
    JOIN ledger_fact f ON f.id = w.fact JOIN ledger_payload p ON p.fact = w.fact
    WHERE NOT EXISTS (SELECT FROM ledger_fact r WHERE r.replaces = f.id);
    SELECT json_agg(json_build_array(o.fact, o.facility, o.code, o.person, o.basis, o.days, o.review_on,
                                     lower(o.during), upper(o.during))) INTO orders
    FROM ledger_order o WHERE o.person = ANY (people);
    SELECT json_agg(json_build_array(i.fact, i.facility, i.person, i.cell, i.under, i.basis, i.ends_on, i.review_on,
                                     i.visits, lower(i.during), upper(i.during))) INTO isolations
    FROM ledger_isolation i WHERE i.person = ANY (people);
    PERFORM set_config('lazaretto.facilities', scope, true);
    RETURN NEXT;
END $$;

-- `ledger_append_one`, and for a fresh fact `ledger_ordering` in the same call.
CREATE FUNCTION ledger_append_ordering(
    house text, locks integer[], fact uuid, kind text, occurred timestamptz, recorded timestamptz, actor text,
    device text, place text, skew bigint, replaces uuid, leaf bytea, salt bytea, canonical bytea,
    subjects text[], node text, people text[], kinds text[])
RETURNS TABLE (id uuid, outcome text, place_in_order bigint, said bytea, told text, orders text, isolations text)
LANGUAGE plpgsql AS $$
#variable_conflict use_variable
BEGIN
    SELECT a.id, a.outcome, a.place_in_order, a.said INTO id, outcome, place_in_order, said
    FROM ledger_append_one(house, locks, fact, kind, occurred, recorded, actor, device, place, skew, replaces,
                           leaf, salt, canonical, subjects, node) AS a;
    IF outcome = 'fresh' THEN
        SELECT w.told, w.orders, w.isolations INTO told, orders, isolations
        FROM ledger_ordering(people, kinds) AS w;
    END IF;
    RETURN NEXT;
END $$;

-- Puts what these people's orders come to in the place of what was stored. Replacing is the owner's
-- right, lent to this function: the serving role may add a row that stands every check, and no more.
CREATE FUNCTION ledger_project_orders(people text[], orders json, isolations json, settled uuid[], rules text[],
                                      disputes json) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET enable_seqscan = off AS $$
#variable_conflict use_column
DECLARE scope text := coalesce(current_setting('lazaretto.facilities', true), '');
BEGIN
    PERFORM set_config('lazaretto.facilities', '*', true);
    DELETE FROM ledger_isolation i WHERE i.person = ANY (people);
    DELETE FROM ledger_order o WHERE o.person = ANY (people);
    INSERT INTO ledger_order (fact, facility, code, person, basis, days, review_on, during)
    SELECT fact, facility, code, person, basis, days, review_on, tstzrange("start", "end")
    FROM json_to_recordset(orders) AS o(fact uuid, facility text, code text, person text, basis text, days integer,
                                        review_on date, "start" timestamptz, "end" timestamptz);
    INSERT INTO ledger_isolation (fact, facility, person, cell, under, basis, ends_on, review_on, visits, during)
    SELECT fact, facility, person, cell, under, basis, ends_on, review_on, visits, tstzrange("start", "end")
    FROM json_to_recordset(isolations) AS i(fact uuid, facility text, person text, cell text, under uuid,
                                            basis text, ends_on date, review_on date, visits text,
                                            "start" timestamptz, "end" timestamptz);
    DELETE FROM ledger_dispute d WHERE d.fact = ANY (settled) AND d.rule = ANY (rules);
    INSERT INTO ledger_dispute (fact, rule, facility)
    SELECT fact, rule, facility FROM json_to_recordset(disputes) AS d(fact uuid, rule text, facility text);
    PERFORM set_config('lazaretto.facilities', scope, true);
END $$;
REVOKE EXECUTE ON FUNCTION ledger_project_orders FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger_project_orders TO lazaretto_app;
REVOKE UPDATE, DELETE, TRUNCATE ON ledger_order, ledger_isolation FROM lazaretto_app;
"""

UNDO = """
DROP FUNCTION ledger_project_orders, ledger_append_ordering, ledger_ordering;
DROP TABLE ledger_isolation, ledger_order;
DROP FUNCTION ledger_isolation_within_order;
DELETE FROM ledger_dispute WHERE rule = 'order_not_live';
"""

# See 0005: no scope, no rows.
POLICY = """
ALTER TABLE ledger_{table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE ledger_{table} FORCE ROW LEVEL SECURITY;
CREATE POLICY in_scope ON ledger_{table}
    USING (facility = ANY ((SELECT string_to_array(current_setting('lazaretto.facilities', true), ','))::text[])
           OR (SELECT current_setting('lazaretto.facilities', true)) = '*')
    WITH CHECK (facility = ANY ((SELECT string_to_array(current_setting('lazaretto.facilities', true), ','))::text[])
           OR (SELECT current_setting('lazaretto.facilities', true)) = '*');
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0007_a_custody_fact_is_one_call")]
    operations = [
        migrations.RunSQL(SQL + "".join(POLICY.format(table=table) for table in ("order", "isolation")), UNDO)
    ]
