"""One fact about a person, appended in the call that also reads what its projection needs."""

from django.db import migrations

SQL = """
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '60s';

-- `ledger_append_one`, and for a fresh fact in the same call: the standing custody facts and the stays
-- of these people (`ledger_custody`, `ledger_stays`); then, under the locks of the cells (`ledger_cells`,
-- `ledger_capacities`), the stays and the places of the cell that the fact names and of every cell in
-- which the people have a stay that ends after `since`. Each of the four as one JSON array of arrays:
-- five questions cost one journey. Locks are taken in the one order: people, head, cells. Every look-up
-- is by key, so a plan is made once and kept: making it anew took longer than carrying it out.
CREATE FUNCTION ledger_append_placing(
    house text, locks integer[], fact uuid, kind text, occurred timestamptz, recorded timestamptz, actor text,
    device text, place text, skew bigint, replaces uuid, leaf bytea, salt bytea, canonical bytea,
    subjects text[], node text, people text[], cell text, since timestamptz)
RETURNS TABLE (id uuid, outcome text, place_in_order bigint, said bytea,
               custody text, stays text, cells text[], neighbours text, capacities text)
LANGUAGE plpgsql SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off
SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_variable
DECLARE scope text := coalesce(current_setting('lazaretto.facilities', true), '');
BEGIN
    SELECT a.id, a.outcome, a.place_in_order, a.said INTO id, outcome, place_in_order, said
    FROM ledger_append_one(house, locks, fact, kind, occurred, recorded, actor, device, place, skew, replaces,
                           leaf, salt, canonical, subjects, node) AS a;
    IF outcome = 'fresh' THEN
        PERFORM set_config('lazaretto.facilities', '*', true);
        SELECT json_agg(json_build_array(
                   f.sequence, convert_from(p.canonical, 'UTF8'),
                   ARRAY(SELECT d.rule FROM ledger_dispute d WHERE d.fact = f.id))) INTO custody
        FROM ledger_mention m JOIN ledger_fact f ON f.id = m.fact JOIN ledger_payload p ON p.fact = m.fact
        WHERE m.subject = ANY (people) AND m.kind >= 'custody.' AND m.kind < 'custody/'
          AND NOT EXISTS (SELECT FROM ledger_fact r WHERE r.replaces = f.id);
        SELECT json_agg(json_build_array(
                   s.fact, s.person, s.facility, s.cell, s.reserved, s.bed, lower(s.during), upper(s.during),
                   s.disputed, 0)),
               array_agg(DISTINCT s.cell::text) FILTER (WHERE upper_inf(s.during) OR upper(s.during) > since)
        INTO stays, cells
        FROM ledger_stay s WHERE s.person = ANY (people);
        cells := array_append(array_remove(cells, cell), cell);
        PERFORM pg_advisory_xact_lock(7412, h) FROM
            (SELECT DISTINCT hashtext(c) % 1024 AS h FROM unnest(cells) AS c WHERE c IS NOT NULL ORDER BY 1) AS sorted;
        SELECT json_agg(json_build_array(
                   s.fact, s.person, s.facility, s.cell, s.reserved, s.bed, lower(s.during), upper(s.during),
                   s.disputed, f.sequence)) INTO neighbours
        FROM unnest(cells) AS w(cell)
        JOIN ledger_stay s ON s.cell = w.cell AND (upper_inf(s.during) OR upper(s.during) > since)
        JOIN ledger_fact f ON f.id = s.fact;
        SELECT json_agg(json_build_array(c.cell, c.since, c.sequence, c.places)) INTO capacities
        FROM ledger_capacity c WHERE c.cell = ANY (cells);
        PERFORM set_config('lazaretto.facilities', scope, true);
    END IF;
    RETURN NEXT;
END $$;

-- As before, but what there is nothing of is not asked for, and plans are kept.
CREATE OR REPLACE FUNCTION ledger_project(gone uuid[], stays json, settled uuid[], disputes json) RETURNS void
LANGUAGE plpgsql SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off
SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE scope text := coalesce(current_setting('lazaretto.facilities', true), '');
BEGIN
    PERFORM set_config('lazaretto.facilities', '*', true);
    IF cardinality(gone) > 0 THEN
        DELETE FROM ledger_stay s WHERE s.fact = ANY (gone);
    END IF;
    IF json_array_length(stays) > 0 THEN
        INSERT INTO ledger_stay (fact, person, facility, cell, reserved, bed, during, disputed)
        SELECT fact, person, facility, cell, reserved, bed, tstzrange(starts, ends), disputed
        FROM json_to_recordset(stays) AS s(fact uuid, person text, facility text, cell text, reserved boolean,
                                           bed integer, starts timestamptz, ends timestamptz, disputed boolean);
    END IF;
    IF cardinality(settled) > 0 THEN
        DELETE FROM ledger_dispute d WHERE d.fact = ANY (settled) AND d.rule <> 'already_corrected';
        INSERT INTO ledger_dispute (fact, rule, facility)
        SELECT fact, rule, facility FROM json_to_recordset(disputes) AS d(fact uuid, rule text, facility text);
    END IF;
    PERFORM set_config('lazaretto.facilities', scope, true);
END $$;
"""

UNDO = """
DROP FUNCTION ledger_append_placing;
CREATE OR REPLACE FUNCTION ledger_project(gone uuid[], stays json, settled uuid[], disputes json) RETURNS void
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE scope text := coalesce(current_setting('lazaretto.facilities', true), '');
BEGIN
    PERFORM set_config('lazaretto.facilities', '*', true);
    DELETE FROM ledger_stay s WHERE s.fact = ANY (gone);
    INSERT INTO ledger_stay (fact, person, facility, cell, reserved, bed, during, disputed)
    SELECT fact, person, facility, cell, reserved, bed, tstzrange(starts, ends), disputed
    FROM json_to_recordset(stays) AS s(fact uuid, person text, facility text, cell text, reserved boolean,
                                       bed integer, starts timestamptz, ends timestamptz, disputed boolean);
    DELETE FROM ledger_dispute d WHERE d.fact = ANY (settled) AND d.rule <> 'already_corrected';
    INSERT INTO ledger_dispute (fact, rule, facility)
    SELECT fact, rule, facility FROM json_to_recordset(disputes) AS d(fact uuid, rule text, facility text);
    PERFORM set_config('lazaretto.facilities', scope, true);
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0006_the_server_may_only_add")]
    operations = [migrations.RunSQL(SQL, UNDO)]
