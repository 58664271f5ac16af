"""Who shared a cell with whom, to any depth: one call, over one index that finds who was in a cell when."""

from django.db import migrations

SQL = """
SET LOCAL lock_timeout = '5s';

-- Who was in a cell during a stretch. A cell's name as a number keeps the index small where it is searched,
-- and is compared in one step; the name itself is compared after. Places that are kept are no company.
-- Both indexes carry what is asked of a stay, so that no row is fetched for it: rows of one cell or person
-- lie scattered over years.
CREATE INDEX stay_in_company ON ledger_stay USING gist (hashtext(cell), during)
    INCLUDE (cell, person, facility) WHERE NOT reserved;
CREATE INDEX stay_of_person ON ledger_stay (person) INCLUDE (during, cell, facility) WHERE NOT reserved;

-- From some people, in [since, until), to those who were in a cell with them, and on from there: one step
-- of the loop a meeting. Whoever is met counts as exposed from the first such instant, and meets others
-- only from then on. A chain of more meetings may reach somebody earlier: then they are followed again.
-- Each step reads the stays of those newly exposed, then each of their cells once, and pairs them in memory.
-- degree: the fewest meetings. seconds: in company with somebody exposed by fewer, several at once counted
-- once. via: with whom it began. The whole network is read; whoever asks narrows the answer.
CREATE FUNCTION ledger_contacts(cases text[], since timestamptz, until timestamptz, depth integer)
RETURNS TABLE (person text, degree integer, seconds bigint, first timestamptz, last timestamptz, via text)
LANGUAGE plpgsql SET enable_seqscan = off SET enable_mergejoin = off SET jit = off
SET work_mem = '64MB'
SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
    scope text := coalesce(current_setting('lazaretto.facilities', true), '');
    known text[] := ARRAY(SELECT DISTINCT c FROM unnest(cases) AS c);
    known_since timestamptz[] := array_fill(since, ARRAY[cardinality(known)]);
    people text[] := known;
    exposed timestamptz[] := known_since;
    fresh text[]; firsts timestamptz[]; lasts timestamptz[]; lengths bigint[]; vias text[]; was timestamptz[];
    step integer := 0;
BEGIN
    PERFORM set_config('lazaretto.facilities', '*', true);
    WHILE step < depth AND cardinality(people) > 0 LOOP
        step := step + 1;
        WITH mine AS MATERIALIZED (
            SELECT s.cell, w.who, greatest(lower(s.during), w.since) AS came,
                   least(coalesce(upper(s.during), 'infinity'), until) AS went
            FROM unnest(people, exposed) AS w(who, since),
                 LATERAL (SELECT cell, during FROM ledger_stay WHERE person = w.who AND NOT reserved
                          AND during && tstzrange(w.since, until) OFFSET 0) AS s
            WHERE w.since < until
        ), rooms AS MATERIALIZED (
            SELECT cell, min(came) AS came, max(went) AS went FROM mine GROUP BY cell
        ), there AS MATERIALIZED (
            SELECT s.cell, s.person, lower(s.during) AS came, coalesce(upper(s.during), 'infinity') AS went
            FROM rooms r, LATERAL (SELECT cell, person, during FROM ledger_stay
                                   WHERE hashtext(cell) = hashtext(r.cell) AND NOT reserved
                                     AND during && tstzrange(r.came, r.went) OFFSET 0) AS s
            WHERE s.cell = r.cell
        ), met AS (
            SELECT t.person, m.who, greatest(m.came, t.came) AS came, least(m.went, t.went) AS went
            FROM mine m JOIN there t ON t.cell = m.cell AND t.came < m.went AND m.came < t.went
            WHERE t.person <> m.who
        ), lined AS (
            SELECT m.person, m.who, m.came, m.went, max(m.went) OVER before AS latest,
                   row_number() OVER (PARTITION BY m.person COLLATE "C" ORDER BY m.came, m.who COLLATE "C") AS nth
            FROM met m
            WINDOW before AS (PARTITION BY m.person COLLATE "C" ORDER BY m.came, m.who COLLATE "C"
                              ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
        ), summed AS (
            SELECT l.person, min(l.came) AS first, max(l.went) AS last,
                   sum(extract(epoch FROM l.went - greatest(l.came, l.latest)))
                       FILTER (WHERE l.latest IS NULL OR l.went > l.latest)::bigint AS length,
                   min(l.who) FILTER (WHERE l.nth = 1) AS by
            FROM lined l GROUP BY l.person
        )
        SELECT array_agg(s.person::text), array_agg(s.first), array_agg(s.last), array_agg(s.length),
               array_agg(s.by), array_agg(k.since)
        INTO fresh, firsts, lasts, lengths, vias, was
        FROM summed s LEFT JOIN unnest(known, known_since) AS k(who, since) ON k.who = s.person
        WHERE k.who IS NULL OR s.first < k.since;
        RETURN QUERY SELECT f.who, step, f.length, f.came, f.went, f.by
                     FROM unnest(fresh, firsts, lasts, lengths, vias, was) AS f(who, came, went, length, by, was)
                     WHERE f.was IS NULL;
        people := coalesce(fresh, '{}');
        exposed := firsts;
        SELECT array_agg(coalesce(f.who, k.who)), array_agg(coalesce(f.came, k.came)) INTO known, known_since
        FROM unnest(known, known_since) AS k(who, came)
        FULL JOIN unnest(people, exposed) AS f(who, came) ON f.who = k.who;
    END LOOP;
    PERFORM set_config('lazaretto.facilities', scope, true);
END $$;
"""

UNDO = """
DROP FUNCTION ledger_contacts;
DROP INDEX stay_in_company, stay_of_person;
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0010_pictures_are_kept_for_a_while")]
    operations = [migrations.RunSQL(SQL, UNDO)]
