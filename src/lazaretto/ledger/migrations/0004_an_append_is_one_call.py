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

-- Facts, payloads, mentions and heads. Gives a row a fact: `fresh` with its new position, or `known`
-- with the words that were kept (null: erased). `collision`: an id stands in a facility outside the
-- caller's scope, and nothing was written. Every look-up is by key, so that a plan made while the
-- tables were empty is still the right one when they are full. `given` is one array a column, in the
-- order in which `t` names them: half the work of reading one object a row.
CREATE FUNCTION ledger_append(houses text[], people integer[], ids uuid[], given json[], node text)
RETURNS TABLE (id uuid, outcome text, place_in_order bigint, said bytea)
LANGUAGE plpgsql SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off AS $$
#variable_conflict use_column
DECLARE held uuid[];
BEGIN
    PERFORM ledger_lock(houses, people);
    SELECT array_agg(f.id) INTO held FROM ledger_fact f WHERE f.id = ANY (ids);
    IF held IS NOT NULL THEN
        RETURN QUERY SELECT f.id, 'known', f.position, p.canonical
        FROM ledger_fact f LEFT JOIN ledger_payload p ON p.fact = f.id WHERE f.id = ANY (held);
    END IF;
    RETURN QUERY
    WITH head AS MATERIALIZED (
        SELECT h.facility, h.position FROM ledger_head h WHERE h.facility = ANY (houses)
    ), fresh AS MATERIALIZED (
        SELECT t.id::uuid AS id, t.facility, t.kind, t.occurred::timestamptz AS occurred,
               t.recorded::timestamptz AS recorded, t.actor, t.device, t.place, t.skew::bigint AS skew,
               t.replaces::uuid AS replaces, t.leaf, t.salt, t.canonical, t.subjects, t.n,
               h.position + row_number() OVER (PARTITION BY t.facility ORDER BY t.n) AS position
        FROM ROWS FROM (
            json_array_elements_text(given[1]), json_array_elements_text(given[2]),
            json_array_elements_text(given[3]), json_array_elements_text(given[4]),
            json_array_elements_text(given[5]), json_array_elements_text(given[6]),
            json_array_elements_text(given[7]), json_array_elements_text(given[8]),
            json_array_elements_text(given[9]), json_array_elements_text(given[10]),
            json_array_elements_text(given[11]), json_array_elements_text(given[12]),
            json_array_elements_text(given[13]), json_array_elements_text(given[14])
        ) WITH ORDINALITY AS t(id, facility, kind, occurred, recorded, actor, device, place, skew, replaces,
                               leaf, salt, canonical, subjects, n)
        JOIN head h ON h.facility = t.facility
        WHERE held IS NULL OR t.id::uuid <> ALL (held)
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
        SELECT s, kind, id, facility FROM fresh, json_array_elements_text(subjects::json) AS s
    ), heads AS (
        UPDATE ledger_head h SET position = l.position, tip = ('x' || left(l.leaf, 16))::bit(64)::bigint
        FROM (SELECT DISTINCT ON (facility) facility, position, leaf FROM fresh
              ORDER BY facility, position DESC) AS l
        WHERE h.facility = l.facility
    )
    SELECT r.id, 'fresh', r.position, NULL::bytea FROM fresh r;
EXCEPTION WHEN unique_violation THEN
    RETURN QUERY SELECT NULL::uuid, 'collision', NULL::bigint, NULL::bytea;
END $$;

-- The same for a single fact, the common case, in four plain statements: half the time of the
-- set-wise way, whose plan alone takes longer to set up than one row to write. The id's own
-- uniqueness finds a fact that is known; what had been written by then is undone with the block.
CREATE FUNCTION ledger_append_one(
    house text, people integer[], fact uuid, kind text, occurred timestamptz, recorded timestamptz, actor text,
    device text, place text, skew bigint, replaces uuid, leaf bytea, salt bytea, canonical bytea,
    subjects text[], node text)
RETURNS TABLE (id uuid, outcome text, place_in_order bigint, said bytea)
LANGUAGE plpgsql AS $$
#variable_conflict use_variable
DECLARE newest bigint := ('x' || encode(substr(leaf, 1, 8), 'hex'))::bit(64)::bigint;
BEGIN
    IF cardinality(people) > 0 THEN
        PERFORM pg_advisory_xact_lock(7411, p) FROM unnest(people) AS p;
    END IF;
    UPDATE ledger_head h SET position = h.position + 1, tip = newest WHERE h.facility = house
    RETURNING h.position INTO place_in_order;
    IF NOT FOUND THEN
        INSERT INTO ledger_head (facility) VALUES (house) ON CONFLICT DO NOTHING;
        UPDATE ledger_head h SET position = h.position + 1, tip = newest WHERE h.facility = house
        RETURNING h.position INTO place_in_order;
    END IF;
    INSERT INTO ledger_fact VALUES (
        fact, house, place_in_order, nextval('ledger_sequence'), kind, occurred, recorded, actor, device,
        place, skew, replaces, leaf, node);
    INSERT INTO ledger_payload VALUES (fact, house, salt, canonical);
    INSERT INTO ledger_mention SELECT s, kind, fact, house FROM unnest(subjects) AS s;
    id := fact;
    outcome := 'fresh';
    RETURN NEXT;
EXCEPTION WHEN unique_violation THEN
    RETURN QUERY SELECT f.id, 'known', f.position, p.canonical
    FROM ledger_fact f LEFT JOIN ledger_payload p ON p.fact = f.id WHERE f.id = ledger_append_one.fact;
    IF NOT FOUND THEN
        RETURN QUERY SELECT NULL::uuid, 'collision', NULL::bigint, NULL::bytea;
    END IF;
END $$;

-- What follows looks across facilities, because a person who is moved may have been held elsewhere
-- and an id may have been used elsewhere. Each function gives or changes only what its caller
-- already named, and puts the scope back as it was (an error undoes the change of scope as well).

-- Which of these ids are taken, in whatever facility.
CREATE FUNCTION ledger_taken(ids uuid[]) RETURNS SETOF uuid
LANGUAGE plpgsql SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off AS $$
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

-- The stays of these people.
CREATE FUNCTION ledger_stays(people text[]) RETURNS SETOF ledger_stay
LANGUAGE plpgsql SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off AS $$
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

-- How many places these cells have, from when on.
CREATE FUNCTION ledger_capacities(cells text[])
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
DROP FUNCTION ledger_lock, ledger_append, ledger_append_one, ledger_taken, ledger_custody, ledger_stays, ledger_cells,
    ledger_capacities, ledger_project, ledger_state;
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0003_one_person_in_one_place")]
    operations = [migrations.RunSQL(SQL, UNDO)]
