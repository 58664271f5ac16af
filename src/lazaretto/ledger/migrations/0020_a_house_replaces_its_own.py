"""What replaces a fact of another house has no force; and other words under known ids are told in pages.

Both functions keep their names and what they answer, and both columns can be left out: the version before
goes on over this form.
"""

from django.db import migrations

STANDS = """
-- Whether anything is said under an id as of a house: a statement of that house may replace it.
CREATE FUNCTION ledger_said_in(fact uuid, house text) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM ledger_fact t WHERE t.id = $1 AND t.facility = $2)
        OR EXISTS (SELECT FROM ledger_double t WHERE t.fact = $1 AND t.facility = $2)
$$;

-- As before (0015); but what replaces a fact of another house has no force, whichever of the two came first.
CREATE OR REPLACE FUNCTION ledger_stands(fact uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT NOT EXISTS (SELECT FROM ledger_fact r WHERE r.replaces = $1 AND ledger_said_in($1, r.facility))
       AND NOT EXISTS (SELECT FROM ledger_double x WHERE x.fact = $1 AND NOT x.same)
       AND NOT EXISTS (SELECT FROM ledger_double x WHERE x.replaces = $1 AND ledger_said_in($1, x.facility))
$$;
"""
# {force}: which of the facts that name another may replace it. Of what never came, nobody knows whose it is.
CONTEST = """
CREATE OR REPLACE FUNCTION ledger_contest(replaced uuid[]) RETURNS SETOF uuid
LANGUAGE plpgsql SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off AS $$
#variable_conflict use_column
DECLARE scope text := coalesce(current_setting('lazaretto.facilities', true), '');
        every uuid[];
        later uuid[];
BEGIN
    PERFORM set_config('lazaretto.facilities', '*', true);
    WITH said AS (
        SELECT f.replaces, f.id, f.recorded, f.facility FROM ledger_fact f WHERE f.replaces = ANY (replaced)
        UNION ALL SELECT x.replaces, x.fact, x.recorded, x.facility
        FROM ledger_double x WHERE x.replaces = ANY (replaced)
    ), once AS (
        SELECT replaces, id, min(recorded) FILTER (WHERE {force}) AS recorded FROM said GROUP BY replaces, id
    ), ranked AS (
        SELECT id, recorded, row_number() OVER (PARTITION BY replaces ORDER BY recorded, id) AS n FROM once
    )
    SELECT array_agg(DISTINCT r.id), array_agg(DISTINCT r.id) FILTER (
        WHERE r.n > 1 AND r.recorded IS NOT NULL AND EXISTS (SELECT FROM ledger_payload p WHERE p.fact = r.id)
          AND {stands})
    INTO every, later FROM ranked r;
    DELETE FROM ledger_dispute d
    WHERE d.fact = ANY (every) AND d.rule = 'already_corrected' AND d.fact <> ALL (coalesce(later, '{{}}'));
    INSERT INTO ledger_dispute (fact, rule, facility)
    SELECT f.id, 'already_corrected', f.facility FROM ledger_fact f WHERE f.id = ANY (later) ON CONFLICT DO NOTHING;
    PERFORM set_config('lazaretto.facilities', scope, true);
    RETURN QUERY SELECT unnest(later);
END $$;
"""
FORCE = """ledger_said_in(said.replaces, said.facility)
                             OR NOT EXISTS (SELECT FROM ledger_fact t WHERE t.id = said.replaces)"""
UNREPLACED = """NOT EXISTS (SELECT FROM ledger_fact a WHERE a.replaces = r.id AND ledger_said_in(r.id, a.facility))
          AND NOT EXISTS (SELECT FROM ledger_double a WHERE a.replaces = r.id AND ledger_said_in(r.id, a.facility))"""
BEFORE = """NOT EXISTS (SELECT FROM ledger_fact a WHERE a.replaces = r.id)
          AND NOT EXISTS (SELECT FROM ledger_double a WHERE a.replaces = r.id)"""

SQL = f"""
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '60s';
{STANDS}{CONTEST.format(force=FORCE, stands=UNREPLACED)}
-- In which order other words under known ids are told, page by page; and how far those of a peer were taken.
CREATE INDEX double_as_told ON ledger_double (received, fact, leaf);
ALTER TABLE ledger_peer ADD COLUMN beside_next text NOT NULL DEFAULT '';
"""

# As it was (0015).
UNDO = f"""
ALTER TABLE ledger_peer DROP COLUMN beside_next;
DROP INDEX double_as_told;
{CONTEST.format(force="true", stands=BEFORE)}
CREATE OR REPLACE FUNCTION ledger_stands(fact uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT NOT EXISTS (SELECT FROM ledger_fact r WHERE r.replaces = $1)
       AND NOT EXISTS (SELECT FROM ledger_double x WHERE x.fact = $1 AND NOT x.same)
       AND NOT EXISTS (SELECT FROM ledger_double x WHERE x.replaces = $1)
$$;
DROP FUNCTION ledger_said_in;
"""  # noqa: S608 — words of ours


class Migration(migrations.Migration):
    dependencies = [("ledger", "0019_an_erasure_is_said_by_a_fact")]
    operations = [migrations.RunSQL(SQL, UNDO)]
