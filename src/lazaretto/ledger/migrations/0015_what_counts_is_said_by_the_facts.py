"""What the projection reads counts, and is ordered, by what the facts say, and not by how they came in.

Of two that happened at one instant the one recorded first (where it was first held) comes first, then the one
with the smaller id. Where a ledger held facts that happened and were recorded at one instant, ``lazaretto ledger
rebuild --restore`` puts the projection right once.
"""

from django.db import migrations

SQL = """
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '60s';

-- Whether a fact counts: nothing replaced it (under whichever words), and nothing else was said under its id.
CREATE FUNCTION ledger_stands(fact uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT NOT EXISTS (SELECT FROM ledger_fact r WHERE r.replaces = $1)
       AND NOT EXISTS (SELECT FROM ledger_double x WHERE x.fact = $1 AND NOT x.same)
       AND NOT EXISTS (SELECT FROM ledger_double x WHERE x.replaces = $1)
$$;

-- The words that count of a fact which two nodes noted: those recorded first, whichever came here first.
CREATE FUNCTION ledger_words(fact uuid, recorded timestamptz, leaf bytea, canonical bytea) RETURNS bytea
LANGUAGE sql STABLE AS $$
    SELECT coalesce((SELECT x.canonical FROM ledger_double x
                     WHERE x.fact = $1 AND x.same AND x.canonical IS NOT NULL AND (x.recorded, x.leaf) < ($2, $3)
                     ORDER BY x.recorded, x.leaf LIMIT 1), $4)
$$;

-- When the words that count of a fact were recorded.
CREATE FUNCTION ledger_recorded(fact uuid, recorded timestamptz) RETURNS timestamptz LANGUAGE sql STABLE AS $$
    SELECT least($2, (SELECT min(x.recorded) FROM ledger_double x
                      WHERE x.fact = $1 AND x.same AND x.canonical IS NOT NULL))
$$;

-- Capacities, too, are ordered by what they say.
ALTER TABLE ledger_capacity ADD COLUMN recorded timestamptz;
SELECT set_config('lazaretto.facilities', '*', true);
UPDATE ledger_capacity c SET recorded = f.recorded FROM ledger_fact f WHERE f.id = c.fact;
ALTER TABLE ledger_capacity ALTER COLUMN recorded SET NOT NULL, DROP COLUMN sequence;

-- As before (0004, 0007, 0008); but what counts and in which order is said by the facts themselves.
DROP FUNCTION ledger_custody(text[]);
CREATE FUNCTION ledger_custody(people text[])
RETURNS TABLE (canonical bytea, rules text[])
LANGUAGE plpgsql SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off AS $$
#variable_conflict use_column
DECLARE scope text := coalesce(current_setting('lazaretto.facilities', true), '');
BEGIN
    PERFORM set_config('lazaretto.facilities', '*', true);
    RETURN QUERY
    SELECT ledger_words(f.id, f.recorded, f.leaf, p.canonical),
           ARRAY(SELECT d.rule FROM ledger_dispute d WHERE d.fact = f.id)
    FROM ledger_mention m JOIN ledger_fact f ON f.id = m.fact JOIN ledger_payload p ON p.fact = m.fact
    WHERE m.subject = ANY (people) AND m.kind >= 'custody.' AND m.kind < 'custody/' AND ledger_stands(f.id);
    PERFORM set_config('lazaretto.facilities', scope, true);
END $$;

DROP FUNCTION ledger_cells(text[], timestamptz[]);
CREATE FUNCTION ledger_cells(cells text[], after timestamptz[])
RETURNS TABLE (fact uuid, person text, facility text, cell text, reserved boolean, bed integer,
               during tstzrange, disputed boolean, recorded timestamptz)
LANGUAGE plpgsql SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off AS $$
#variable_conflict use_column
DECLARE scope text := coalesce(current_setting('lazaretto.facilities', true), '');
BEGIN
    PERFORM set_config('lazaretto.facilities', '*', true);
    PERFORM pg_advisory_xact_lock(7412, h) FROM
        (SELECT DISTINCT hashtext(c) % 1024 AS h FROM unnest(cells) AS c ORDER BY 1) AS sorted;
    RETURN QUERY
    SELECT s.fact, s.person::text, s.facility::text, s.cell::text, s.reserved, s.bed, s.during, s.disputed,
           ledger_recorded(f.id, f.recorded)
    FROM unnest(cells, after) AS w(cell, after)
    JOIN ledger_stay s ON s.cell = w.cell AND (upper_inf(s.during) OR upper(s.during) > w.after)
    JOIN ledger_fact f ON f.id = s.fact;
    PERFORM set_config('lazaretto.facilities', scope, true);
END $$;

DROP FUNCTION ledger_capacities(text[]);
CREATE FUNCTION ledger_capacities(cells text[])
RETURNS TABLE (cell text, since timestamptz, recorded timestamptz, fact uuid, places integer)
LANGUAGE plpgsql SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off AS $$
#variable_conflict use_column
DECLARE scope text := coalesce(current_setting('lazaretto.facilities', true), '');
BEGIN
    PERFORM set_config('lazaretto.facilities', '*', true);
    RETURN QUERY
    SELECT c.cell::text, c.since, c.recorded, c.fact, c.places FROM ledger_capacity c WHERE c.cell = ANY (cells);
    PERFORM set_config('lazaretto.facilities', scope, true);
END $$;

CREATE OR REPLACE FUNCTION ledger_append_placing(
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
                   convert_from(ledger_words(f.id, f.recorded, f.leaf, p.canonical), 'UTF8'),
                   ARRAY(SELECT d.rule FROM ledger_dispute d WHERE d.fact = f.id))) INTO custody
        FROM ledger_mention m JOIN ledger_fact f ON f.id = m.fact JOIN ledger_payload p ON p.fact = m.fact
        WHERE m.subject = ANY (people) AND m.kind >= 'custody.' AND m.kind < 'custody/' AND ledger_stands(f.id);
        SELECT json_agg(json_build_array(
                   s.fact, s.person, s.facility, s.cell, s.reserved, s.bed, lower(s.during), upper(s.during),
                   s.disputed)),
               array_agg(DISTINCT s.cell::text) FILTER (WHERE upper_inf(s.during) OR upper(s.during) > since)
        INTO stays, cells
        FROM ledger_stay s WHERE s.person = ANY (people);
        cells := array_append(array_remove(cells, cell), cell);
        PERFORM pg_advisory_xact_lock(7412, h) FROM
            (SELECT DISTINCT hashtext(c) % 1024 AS h FROM unnest(cells) AS c WHERE c IS NOT NULL ORDER BY 1) AS sorted;
        SELECT json_agg(json_build_array(
                   s.fact, s.person, s.facility, s.cell, s.reserved, s.bed, lower(s.during), upper(s.during),
                   s.disputed, ledger_recorded(f.id, f.recorded))) INTO neighbours
        FROM unnest(cells) AS w(cell)
        JOIN ledger_stay s ON s.cell = w.cell AND (upper_inf(s.during) OR upper(s.during) > since)
        JOIN ledger_fact f ON f.id = s.fact;
        SELECT json_agg(json_build_array(c.cell, c.since, c.recorded, c.fact, c.places)) INTO capacities
        FROM ledger_capacity c WHERE c.cell = ANY (cells);
        PERFORM set_config('lazaretto.facilities', scope, true);
    END IF;
    RETURN NEXT;
END $$;

CREATE OR REPLACE FUNCTION ledger_ordering(people text[], kinds text[])
RETURNS TABLE (told text, orders text, isolations text)
LANGUAGE plpgsql SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off
SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE scope text := coalesce(current_setting('lazaretto.facilities', true), '');
BEGIN
    PERFORM set_config('lazaretto.facilities', '*', true);
    SELECT json_agg(json_build_array(
               convert_from(ledger_words(f.id, f.recorded, f.leaf, p.canonical), 'UTF8'),
               ARRAY(SELECT d.rule FROM ledger_dispute d WHERE d.fact = f.id))) INTO told
    FROM (SELECT m.fact FROM ledger_mention m
          WHERE m.subject = ANY (people) AND m.kind >= 'custody.' AND m.kind < 'custody/'
          UNION SELECT m.fact FROM ledger_mention m
          WHERE m.subject = ANY (people) AND m.kind = ANY (kinds)) AS w
    JOIN ledger_fact f ON f.id = w.fact JOIN ledger_payload p ON p.fact = w.fact
    WHERE ledger_stands(f.id);
    SELECT json_agg(json_build_array(o.fact, o.facility, o.code, o.person, o.basis, o.days, o.review_on,
                                     lower(o.during), upper(o.during))) INTO orders
    FROM ledger_order o WHERE o.person = ANY (people);
    SELECT json_agg(json_build_array(i.fact, i.facility, i.person, i.cell, i.under, i.basis, i.ends_on, i.review_on,
                                     i.visits, lower(i.during), upper(i.during))) INTO isolations
    FROM ledger_isolation i WHERE i.person = ANY (people);
    PERFORM set_config('lazaretto.facilities', scope, true);
    RETURN NEXT;
END $$;

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
        DELETE FROM ledger_dispute d
        WHERE d.fact = ANY (settled) AND d.rule NOT IN ('already_corrected', 'said_otherwise');
        INSERT INTO ledger_dispute (fact, rule, facility)
        SELECT fact, rule, facility FROM json_to_recordset(disputes) AS d(fact uuid, rule text, facility text);
    END IF;
    PERFORM set_config('lazaretto.facilities', scope, true);
END $$;

-- Of several facts that replace these, the one recorded first stands undisputed; gives the others.
CREATE FUNCTION ledger_contest(replaced uuid[]) RETURNS SETOF uuid
LANGUAGE plpgsql SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off AS $$
#variable_conflict use_column
DECLARE scope text := coalesce(current_setting('lazaretto.facilities', true), '');
        every uuid[];
        later uuid[];
BEGIN
    PERFORM set_config('lazaretto.facilities', '*', true);
    WITH said AS (
        SELECT f.replaces, f.id, f.recorded FROM ledger_fact f WHERE f.replaces = ANY (replaced)
        UNION ALL SELECT x.replaces, x.fact, x.recorded FROM ledger_double x WHERE x.replaces = ANY (replaced)
    ), once AS (
        SELECT replaces, id, min(recorded) AS recorded FROM said GROUP BY replaces, id
    ), ranked AS (
        SELECT id, row_number() OVER (PARTITION BY replaces ORDER BY recorded, id) AS n FROM once
    )
    SELECT array_agg(DISTINCT r.id), array_agg(DISTINCT r.id) FILTER (
        WHERE r.n > 1 AND EXISTS (SELECT FROM ledger_payload p WHERE p.fact = r.id)
          AND NOT EXISTS (SELECT FROM ledger_fact a WHERE a.replaces = r.id)
          AND NOT EXISTS (SELECT FROM ledger_double a WHERE a.replaces = r.id))
    INTO every, later FROM ranked r;
    DELETE FROM ledger_dispute d
    WHERE d.fact = ANY (every) AND d.rule = 'already_corrected' AND d.fact <> ALL (coalesce(later, '{}'));
    INSERT INTO ledger_dispute (fact, rule, facility)
    SELECT f.id, 'already_corrected', f.facility FROM ledger_fact f WHERE f.id = ANY (later) ON CONFLICT DO NOTHING;
    PERFORM set_config('lazaretto.facilities', scope, true);
    RETURN QUERY SELECT unnest(later);
END $$;
"""

# As it was (0004, 0007, 0008).
UNDO = """
DROP FUNCTION ledger_contest, ledger_custody, ledger_cells, ledger_capacities;
CREATE OR REPLACE FUNCTION ledger_custody(people text[])
RETURNS TABLE (sequence bigint, canonical bytea, rules text[])
LANGUAGE plpgsql SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off AS $$
#variable_conflict use_column
DECLARE scope text := coalesce(current_setting('lazaretto.facilities', true), '');
BEGIN
    PERFORM set_config('lazaretto.facilities', '*', true);
    RETURN QUERY
    SELECT f.sequence, p.canonical, ARRAY(SELECT d.rule FROM ledger_dispute d WHERE d.fact = f.id)
    FROM ledger_mention m JOIN ledger_fact f ON f.id = m.fact JOIN ledger_payload p ON p.fact = m.fact
    WHERE m.subject = ANY (people) AND m.kind >= 'custody.' AND m.kind < 'custody/'
      AND NOT EXISTS (SELECT FROM ledger_fact r WHERE r.replaces = f.id);
    PERFORM set_config('lazaretto.facilities', scope, true);
END $$;
CREATE OR REPLACE FUNCTION ledger_cells(cells text[], after timestamptz[])
RETURNS TABLE (fact uuid, person text, facility text, cell text, reserved boolean, bed integer,
               during tstzrange, disputed boolean, sequence bigint)
LANGUAGE plpgsql SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off AS $$
#variable_conflict use_column
DECLARE scope text := coalesce(current_setting('lazaretto.facilities', true), '');
BEGIN
    PERFORM set_config('lazaretto.facilities', '*', true);
    PERFORM pg_advisory_xact_lock(7412, h) FROM
        (SELECT DISTINCT hashtext(c) % 1024 AS h FROM unnest(cells) AS c ORDER BY 1) AS sorted;
    RETURN QUERY
    SELECT s.fact, s.person::text, s.facility::text, s.cell::text, s.reserved, s.bed, s.during, s.disputed,
           f.sequence
    FROM unnest(cells, after) AS w(cell, after)
    JOIN ledger_stay s ON s.cell = w.cell AND (upper_inf(s.during) OR upper(s.during) > w.after)
    JOIN ledger_fact f ON f.id = s.fact;
    PERFORM set_config('lazaretto.facilities', scope, true);
END $$;
CREATE OR REPLACE FUNCTION ledger_capacities(cells text[])
RETURNS TABLE (cell text, since timestamptz, sequence bigint, places integer)
LANGUAGE plpgsql SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off AS $$
#variable_conflict use_column
DECLARE scope text := coalesce(current_setting('lazaretto.facilities', true), '');
BEGIN
    PERFORM set_config('lazaretto.facilities', '*', true);
    RETURN QUERY
    SELECT c.cell::text, c.since, c.sequence, c.places FROM ledger_capacity c WHERE c.cell = ANY (cells);
    PERFORM set_config('lazaretto.facilities', scope, true);
END $$;
CREATE OR REPLACE FUNCTION ledger_append_placing(
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
CREATE OR REPLACE FUNCTION ledger_ordering(people text[], kinds text[])
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
DROP FUNCTION ledger_recorded, ledger_words, ledger_stands;
ALTER TABLE ledger_capacity ADD COLUMN sequence bigint;
SELECT set_config('lazaretto.facilities', '*', true);
UPDATE ledger_capacity c SET sequence = f.sequence FROM ledger_fact f WHERE f.id = c.fact;
ALTER TABLE ledger_capacity ALTER COLUMN sequence SET NOT NULL, DROP COLUMN recorded;
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0014_facts_come_from_other_nodes")]
    operations = [migrations.RunSQL(SQL, UNDO)]
