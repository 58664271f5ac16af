"""The functions through which facts come in. Their callers are in ``ledger/rows.py`` and nowhere else."""

from django.db import migrations

SQL = """
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '60s';

-- Locks are always taken in one order (people, heads, cells; each sorted), so that two appends wait
-- for each other and never in a circle. Only then are rows read: each statement has its own snapshot.
CREATE FUNCTION ledger_lock(houses text[], people integer[]) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE found integer;
BEGIN
    PERFORM pg_advisory_xact_lock(7411, p) FROM unnest(people) AS p;
    PERFORM FROM ledger_head h WHERE h.facility = ANY (houses) ORDER BY h.facility FOR UPDATE;
    GET DIAGNOSTICS found = ROW_COUNT;
    IF found < cardinality(houses) THEN
        INSERT INTO ledger_head (facility) SELECT unnest(houses) ORDER BY 1 ON CONFLICT DO NOTHING;
        PERFORM FROM ledger_head h WHERE h.facility = ANY (houses) ORDER BY h.facility FOR UPDATE;
    END IF;
END $$;

-- Facts, payloads, mentions and heads in one statement. Gives a row a fact: `fresh` with its new
-- position, or `known` with the words that were kept (null: erased). `collision`: an id stands in a
-- facility outside the caller's scope, and nothing was written.
CREATE FUNCTION ledger_append(houses text[], people integer[], given json, node text)
RETURNS TABLE (id uuid, outcome text, place_in_order bigint, said bytea)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
BEGIN
    PERFORM ledger_lock(houses, people);
    RETURN QUERY
    WITH told AS MATERIALIZED (
        SELECT * FROM json_to_recordset(given) AS g(
            n integer, id uuid, facility text, kind text, occurred timestamptz, recorded timestamptz,
            actor text, device text, place text, skew bigint, replaces uuid, leaf text, salt text,
            canonical text, subjects text[])
    ), known AS (
        SELECT t.id, f.position, p.canonical
        FROM told t JOIN ledger_fact f ON f.id = t.id LEFT JOIN ledger_payload p ON p.fact = t.id
    ), fresh AS MATERIALIZED (
        SELECT t.*, h.position + row_number() OVER (PARTITION BY t.facility ORDER BY t.n) AS position
        FROM told t JOIN ledger_head h ON h.facility = t.facility
        WHERE NOT EXISTS (SELECT FROM ledger_fact f WHERE f.id = t.id)
        ORDER BY t.n
    ), facts AS (
        INSERT INTO ledger_fact (id, facility, position, sequence, kind, occurred, recorded, actor, device,
                                 place, skew, replaces, leaf, node)
        SELECT id, facility, position, nextval('ledger_sequence'), kind, occurred, recorded, actor, device,
               place, skew, replaces, decode(leaf, 'hex'), node FROM fresh
    ), payloads AS (
        INSERT INTO ledger_payload (fact, facility, salt, canonical)
        SELECT id, facility, decode(salt, 'hex'), convert_to(canonical, 'UTF8') FROM fresh
    ), mentions AS (
        INSERT INTO ledger_mention (subject, kind, fact, facility)
        SELECT s, kind, id, facility FROM fresh, unnest(subjects) AS s
    ), heads AS (
        UPDATE ledger_head h SET position = l.position, tip = ('x' || left(l.leaf, 16))::bit(64)::bigint
        FROM (SELECT DISTINCT ON (facility) facility, position, leaf FROM fresh
              ORDER BY facility, position DESC) AS l
        WHERE h.facility = l.facility
    )
    SELECT k.id, 'known', k.position, k.canonical FROM known k
    UNION ALL SELECT r.id, 'fresh', r.position, NULL::bytea FROM fresh r;
EXCEPTION WHEN unique_violation THEN
    RETURN QUERY SELECT NULL::uuid, 'collision', NULL::bigint, NULL::bytea;
END $$;

-- What follows looks across facilities, because a person who is moved may have been held elsewhere
-- and an id may have been used elsewhere. Each function gives or changes only what its caller
-- already named, and puts the scope back as it was (an error undoes the change of scope as well).

-- Which of these ids are taken, in whatever facility.
CREATE FUNCTION ledger_taken(ids uuid[]) RETURNS SETOF uuid
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE scope text := coalesce(current_setting('lazaretto.facilities', true), '');
BEGIN
    PERFORM set_config('lazaretto.facilities', '*', true);
    RETURN QUERY
    SELECT f.id FROM ledger_fact f WHERE f.id = ANY (ids);
    PERFORM set_config('lazaretto.facilities', scope, true);
END $$;

-- The standing custody facts of these people, wherever they were stated, with the rules they break.
CREATE FUNCTION ledger_custody(people text[])
RETURNS TABLE (sequence bigint, canonical bytea, rules text[])
LANGUAGE plpgsql AS $$
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

-- The stays of these people.
CREATE FUNCTION ledger_stays(people text[]) RETURNS SETOF ledger_stay
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE scope text := coalesce(current_setting('lazaretto.facilities', true), '');
BEGIN
    PERFORM set_config('lazaretto.facilities', '*', true);
    RETURN QUERY
    SELECT s.* FROM ledger_stay s WHERE s.person = ANY (people);
    PERFORM set_config('lazaretto.facilities', scope, true);
END $$;

-- Locks these cells, then gives the stays that end after an instant each, with the order of their
-- facts and whether they are known to be one too many.
CREATE FUNCTION ledger_cells(cells text[], after timestamptz[])
RETURNS TABLE (fact uuid, person text, facility text, cell text, reserved boolean, bed integer,
               during tstzrange, disputed boolean, sequence bigint)
LANGUAGE plpgsql AS $$
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

-- How many places these cells have, from when on.
CREATE FUNCTION ledger_capacities(cells text[])
RETURNS TABLE (cell text, since timestamptz, sequence bigint, places integer)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE scope text := coalesce(current_setting('lazaretto.facilities', true), '');
BEGIN
    PERFORM set_config('lazaretto.facilities', '*', true);
    RETURN QUERY
    SELECT c.cell::text, c.since, c.sequence, c.places FROM ledger_capacity c WHERE c.cell = ANY (cells);
    PERFORM set_config('lazaretto.facilities', scope, true);
END $$;

-- Puts a new projection in the place of an old one: only the rows that differ.
CREATE FUNCTION ledger_project(gone uuid[], stays json, settled uuid[], disputes json) RETURNS void
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

-- Tells in one row whether anything was appended or erased since: neither which nor what.
CREATE FUNCTION ledger_state() RETURNS TABLE (positions numeric, tips bigint, erased bigint)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE scope text := coalesce(current_setting('lazaretto.facilities', true), '');
BEGIN
    PERFORM set_config('lazaretto.facilities', '*', true);
    RETURN QUERY
    SELECT coalesce(sum(h.position), 0), coalesce(bit_xor(h.tip), 0),
           (SELECT count(*) FROM ledger_erasure)
    FROM ledger_head h;
    PERFORM set_config('lazaretto.facilities', scope, true);
END $$;
"""

UNDO = """
DROP FUNCTION ledger_lock, ledger_append, ledger_taken, ledger_custody, ledger_stays, ledger_cells,
    ledger_capacities, ledger_project, ledger_state;
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0003_one_person_in_one_place")]
    operations = [migrations.RunSQL(SQL, UNDO)]
