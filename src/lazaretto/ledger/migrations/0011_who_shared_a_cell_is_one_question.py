"""Who shared a cell with whom, to any depth: one call, over one index that finds who was in a cell when."""

from django.db import migrations

SQL = """
SET LOCAL lock_timeout = '5s';

-- Who was in a cell during a stretch. A cell's name as a number keeps the index small where it is searched,
-- and is compared in one step; the name itself is compared after. Places that are kept are no company.
-- Both indexes carry what is asked of a stay, so that no row is fetched for it: rows of one cell or person
-- lie scattered over years.
CREATE INDEX stay_in_company ON ledger_stay USING gist (hashtext(cell), during)
    INCLUDE (cell, person) WHERE NOT reserved;
CREATE INDEX stay_of_person ON ledger_stay (person) INCLUDE (during, cell) WHERE NOT reserved;

-- Tracing crosses houses. Under a scope the server would look at a row's facility before it may compare
-- stretches, and so read every stay there is instead of searching an index: the question is asked by a
-- role of its own that sees every stay, and nothing else. Nobody can log in as it and nobody is of it:
-- a member would see what it sees. The owner is one for as long as it takes to hand the functions over.
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'lazaretto_tracing') THEN
        CREATE ROLE lazaretto_tracing NOLOGIN;
    END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN
    NULL;  -- another database of this server made it in the same moment
END $$;
GRANT lazaretto_tracing TO CURRENT_USER;
GRANT USAGE, CREATE ON SCHEMA public TO lazaretto_tracing;
GRANT SELECT ON ledger_stay TO lazaretto_tracing;
CREATE POLICY across_houses ON ledger_stay FOR SELECT TO lazaretto_tracing USING (true);

-- One meeting on from some people, each exposed from an instant of their own on: the stays of these, then
-- each of their cells once, paired in memory. seconds: in company with any of them, several at once counted
-- once. via: with whom it began. Those asked for are among those met where they met each other.
CREATE FUNCTION ledger_met(people text[], exposed timestamptz[], until timestamptz)
RETURNS TABLE (person text, first timestamptz, last timestamptz, seconds bigint, via text)
LANGUAGE plpgsql SET search_path = public, pg_temp
SET enable_seqscan = off SET enable_mergejoin = off SET jit = off SET max_parallel_workers_per_gather = 0
SET work_mem = '64MB' SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    WITH mine AS MATERIALIZED (
        SELECT s.cell, w.who, greatest(lower(s.during), w.since) AS came,
               least(coalesce(upper(s.during), 'infinity'), until) AS went
        FROM (SELECT x.who, x.since, tstzrange(x.since, until) AS open
              FROM unnest(people, exposed) AS x(who, since)
              WHERE x.since < until ORDER BY x.who OFFSET 0) AS w,
             LATERAL (SELECT cell, during FROM ledger_stay
                      WHERE person = w.who AND NOT reserved AND during && w.open OFFSET 0) AS s
    ), rooms AS MATERIALIZED (
        SELECT cell, tstzrange(min(came), max(went)) AS open FROM mine GROUP BY cell ORDER BY hashtext(cell)
    ), there AS MATERIALIZED (
        SELECT s.cell, s.person COLLATE "C" AS person,
               lower(s.during) AS came, coalesce(upper(s.during), 'infinity') AS went
        FROM rooms r, LATERAL (SELECT cell, person, during FROM ledger_stay
                               WHERE hashtext(cell) = hashtext(r.cell) AND NOT reserved
                                 AND during && r.open OFFSET 0) AS s
        WHERE s.cell = r.cell
    ), met AS (
        SELECT t.person, m.who, greatest(m.came, t.came) AS came, least(m.went, t.went) AS went
        FROM mine m JOIN there t ON t.cell = m.cell AND t.came < m.went AND m.came < t.went
        WHERE t.person <> m.who
    ), lined AS (
        SELECT m.person, m.who, m.came, m.went, max(m.went) OVER before AS latest
        FROM met m
        WINDOW before AS (PARTITION BY m.person ORDER BY m.came, m.who COLLATE "C"
                          ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
    )
    SELECT l.person::text, min(l.came), max(l.went),
           sum(extract(epoch FROM l.went - greatest(l.came, l.latest)))
               FILTER (WHERE l.latest IS NULL OR l.went > l.latest)::bigint,
           min(l.who) FILTER (WHERE l.latest IS NULL)
    FROM lined l GROUP BY l.person;
END $$;
REVOKE EXECUTE ON FUNCTION ledger_met FROM PUBLIC;
ALTER FUNCTION ledger_met OWNER TO lazaretto_tracing;

-- From some people, in [since, until), to those who were in a cell with them, and on from there: one step
-- of the loop a meeting. Whoever is met counts as exposed from the first such instant, and meets others
-- only from then on. A chain of more meetings may reach somebody earlier: then they are followed again.
-- degree: the fewest meetings. first, last: seconds since 1970. The whole network is read; whoever asks
-- narrows the answer.
CREATE FUNCTION ledger_contacts(cases text[], since timestamptz, until timestamptz, depth integer)
RETURNS TABLE (person text, degree integer, seconds bigint, first bigint, last bigint, via text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
SET enable_mergejoin = off SET jit = off SET work_mem = '64MB' SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
    known text[] := ARRAY(SELECT DISTINCT c FROM unnest(cases) AS c);
    known_since timestamptz[] := array_fill(since, ARRAY[cardinality(known)]);
    people text[] := known;
    exposed timestamptz[] := known_since;
    firsts timestamptz[]; lasts timestamptz[]; lengths bigint[]; vias text[]; was timestamptz[];
    step integer := 0;
BEGIN
    WHILE step < depth - 1 AND cardinality(people) > 0 LOOP
        step := step + 1;
        SELECT coalesce(array_agg(m.person), '{}'), array_agg(m.first), array_agg(m.last), array_agg(m.seconds),
               array_agg(m.via), array_agg(k.since)
        INTO people, firsts, lasts, lengths, vias, was
        FROM ledger_met(people, exposed, until) AS m
        LEFT JOIN unnest(known, known_since) AS k(who, since) ON k.who = m.person
        WHERE k.who IS NULL OR m.first < k.since;
        exposed := firsts;
        RETURN QUERY
        SELECT f.who, step, f.length, floor(extract(epoch FROM f.came))::bigint,
               floor(extract(epoch FROM f.went))::bigint, f.by
        FROM unnest(people, firsts, lasts, lengths, vias, was) AS f(who, came, went, length, by, was)
        WHERE f.was IS NULL;
        SELECT array_agg(coalesce(f.who, k.who)), array_agg(coalesce(f.came, k.came)) INTO known, known_since
        FROM unnest(known, known_since) AS k(who, came)
        FULL JOIN unnest(people, exposed) AS f(who, came) ON f.who = k.who;
    END LOOP;
    IF step < depth AND cardinality(people) > 0 THEN  -- nobody is followed further
        RETURN QUERY
        SELECT m.person, depth, m.seconds, floor(extract(epoch FROM m.first))::bigint,
               floor(extract(epoch FROM m.last))::bigint, m.via
        FROM ledger_met(people, exposed, until) AS m
        WHERE NOT EXISTS (SELECT FROM unnest(known) AS k(who) WHERE k.who = m.person);
    END IF;
END $$;
REVOKE EXECUTE ON FUNCTION ledger_contacts FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger_contacts TO lazaretto_app, CURRENT_USER;
ALTER FUNCTION ledger_contacts OWNER TO lazaretto_tracing;
REVOKE CREATE ON SCHEMA public FROM lazaretto_tracing;
REVOKE lazaretto_tracing FROM CURRENT_USER;
"""

UNDO = """
GRANT lazaretto_tracing TO CURRENT_USER;
DROP FUNCTION ledger_contacts, ledger_met;
DROP POLICY across_houses ON ledger_stay;
REVOKE ALL ON ledger_stay FROM lazaretto_tracing;
REVOKE ALL ON SCHEMA public FROM lazaretto_tracing;
REVOKE lazaretto_tracing FROM CURRENT_USER;
DROP INDEX stay_in_company, stay_of_person;
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0010_pictures_are_kept_for_a_while")]
    operations = [migrations.RunSQL(SQL, UNDO)]
