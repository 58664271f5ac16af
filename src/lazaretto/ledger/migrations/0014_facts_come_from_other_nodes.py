"""Facts that another node held first: when they came here, and two statements under one id."""

from django.db import migrations

SQL = """
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '60s';

-- When a fact that another node (`node`) held first came here; null: it was first held here.
ALTER TABLE ledger_fact ADD COLUMN received timestamptz;

-- prevents: a correction or retraction of something that was never said. One that comes from another node may
-- come before what it replaces.
ALTER TABLE ledger_fact DROP CONSTRAINT replaces_a_fact;
CREATE FUNCTION ledger_replaces_a_fact() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM ledger_fact f WHERE f.id = NEW.replaces) THEN
        RAISE EXCEPTION 'fact % replaces %, which was never said', NEW.id, NEW.replaces
            USING ERRCODE = 'foreign_key_violation', TABLE = 'ledger_fact', CONSTRAINT = 'replaces_a_fact',
                  HINT = 'State what is right as a fact of its own.';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER replaces_a_fact AFTER INSERT ON ledger_fact
    FOR EACH ROW WHEN (NEW.replaces IS NOT NULL AND NEW.received IS NULL) EXECUTE FUNCTION ledger_replaces_a_fact();

-- Another commitment under an id that is held: the same statement, noted by two nodes (`same`: only what the
-- nodes measured differs), or two statements. Words and salt are erased with those of the fact.
CREATE TABLE ledger_double (
    fact uuid NOT NULL,
    leaf bytea NOT NULL,
    facility varchar(24) NOT NULL,
    node text NOT NULL,
    recorded timestamptz NOT NULL,
    replaces uuid,
    received timestamptz NOT NULL,
    same boolean NOT NULL,
    salt bytea,
    canonical bytea,
    PRIMARY KEY (fact, leaf),  -- prevents: one commitment counted twice
    CONSTRAINT double_of_a_fact FOREIGN KEY (fact) REFERENCES ledger_fact (id),
    CONSTRAINT double_leaf_is_sha256 CHECK (octet_length(leaf) = 32)
);
CREATE INDEX double_by_replaced ON ledger_double (replaces) WHERE replaces IS NOT NULL;

CREATE FUNCTION ledger_refuse_edit_of_double() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT (EXISTS (SELECT FROM ledger_erasure e WHERE e.fact = OLD.fact)
            AND NEW.salt IS NULL AND NEW.canonical IS NULL
            AND (NEW.fact, NEW.leaf, NEW.facility, NEW.node, NEW.recorded, NEW.replaces, NEW.received, NEW.same)
                IS NOT DISTINCT FROM
                (OLD.fact, OLD.leaf, OLD.facility, OLD.node, OLD.recorded, OLD.replaces, OLD.received, OLD.same)) THEN
        RAISE EXCEPTION 'nothing in % is edited: % is refused', TG_TABLE_NAME, TG_OP
            USING ERRCODE = 'restrict_violation', HINT = 'State a correction: one more fact.';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER no_edit BEFORE UPDATE ON ledger_double FOR EACH ROW EXECUTE FUNCTION ledger_refuse_edit_of_double();
CREATE TRIGGER no_delete BEFORE DELETE ON ledger_double FOR EACH ROW EXECUTE FUNCTION ledger_refuse_edit();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON ledger_double EXECUTE FUNCTION ledger_refuse_edit();
REVOKE UPDATE, DELETE, TRUNCATE ON ledger_double FROM lazaretto_app;

-- See 0005: no scope, no rows.
ALTER TABLE ledger_double ENABLE ROW LEVEL SECURITY;
ALTER TABLE ledger_double FORCE ROW LEVEL SECURITY;
CREATE POLICY in_scope ON ledger_double
    USING (facility = ANY ((SELECT string_to_array(current_setting('lazaretto.facilities', true), ','))::text[])
           OR (SELECT current_setting('lazaretto.facilities', true)) = '*')
    WITH CHECK (facility = ANY ((SELECT string_to_array(current_setting('lazaretto.facilities', true), ','))::text[])
           OR (SELECT current_setting('lazaretto.facilities', true)) = '*');

-- Facts that another node held first, one object each; those without words were erased there. Gives a row a
-- fact: `fresh` with its new position, or `known` with the commitment and the words that are held.
CREATE FUNCTION ledger_receive(houses text[], people integer[], given json, moment timestamptz)
RETURNS TABLE (id uuid, outcome text, place_in_order bigint, held_leaf bytea, said bytea)
LANGUAGE plpgsql SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off AS $$
#variable_conflict use_column
BEGIN
    PERFORM ledger_lock(houses, people);
    RETURN QUERY
    WITH told AS MATERIALIZED (
        SELECT t.*, row_number() OVER () AS n FROM json_to_recordset(given) AS t(
            id uuid, facility text, kind text, occurred timestamptz, recorded timestamptz, actor text, device text,
            place text, skew bigint, replaces uuid, leaf text, salt text, canonical text, subjects text[], node text)
    ), known AS MATERIALIZED (
        SELECT f.id, f.position, f.leaf, p.canonical FROM told t JOIN ledger_fact f ON f.id = t.id
        LEFT JOIN ledger_payload p ON p.fact = f.id
    ), head AS MATERIALIZED (
        SELECT h.facility, h.position FROM ledger_head h WHERE h.facility = ANY (houses)
    ), fresh AS MATERIALIZED (
        SELECT t.*, h.position + row_number() OVER (PARTITION BY t.facility ORDER BY t.n) AS position
        FROM told t JOIN head h ON h.facility = t.facility
        WHERE NOT EXISTS (SELECT FROM known k WHERE k.id = t.id) ORDER BY t.n
    ), facts AS (
        INSERT INTO ledger_fact (id, facility, position, sequence, kind, occurred, recorded, actor, device,
                                 place, skew, replaces, leaf, node, received)
        SELECT id, facility, position, nextval('ledger_sequence'), kind, occurred, recorded, actor, device,
               place, skew, replaces, decode(leaf, 'hex'), node, moment FROM fresh
    ), payloads AS (
        INSERT INTO ledger_payload (fact, facility, salt, canonical)
        SELECT id, facility, decode(salt, 'hex'), convert_to(canonical, 'UTF8') FROM fresh WHERE canonical IS NOT NULL
    ), mentions AS (
        INSERT INTO ledger_mention (subject, kind, fact, facility)
        SELECT s, kind, id, facility FROM fresh, unnest(subjects) AS s
    ), heads AS (
        UPDATE ledger_head h SET position = l.position, tip = ('x' || left(l.leaf, 16))::bit(64)::bigint
        FROM (SELECT DISTINCT ON (facility) facility, position, leaf FROM fresh
              ORDER BY facility, position DESC) AS l
        WHERE h.facility = l.facility
    )
    SELECT r.id, 'fresh', r.position, NULL::bytea, NULL::bytea FROM fresh r
    UNION ALL SELECT k.id, 'known', k.position, k.leaf, k.canonical FROM known k;
END $$;

-- What another node says was erased there, of facts that came without their words. Erasing is the owner's right.
CREATE FUNCTION ledger_receive_erased(given json) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO ledger_erasure (fact, facility, rule, erased, actor)
    SELECT f.id, f.facility, t.rule, t.erased, t.actor
    FROM json_to_recordset(given) AS t(fact uuid, rule text, erased timestamptz, actor text)
    JOIN ledger_fact f ON f.id = t.fact
    WHERE NOT EXISTS (SELECT FROM ledger_payload p WHERE p.fact = f.id) ON CONFLICT DO NOTHING;
END $$;
REVOKE EXECUTE ON FUNCTION ledger_receive_erased FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger_receive_erased TO lazaretto_app;

CREATE OR REPLACE FUNCTION ledger_erase(ids uuid[], subjects text[], rule text, moment timestamptz, who text)
RETURNS SETOF uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM FROM ledger_payload p WHERE p.fact = ANY (ids) ORDER BY p.fact FOR UPDATE;
    RETURN QUERY
    INSERT INTO ledger_erasure (fact, facility, rule, erased, actor)
    SELECT p.fact, p.facility, ledger_erase.rule, moment, who FROM ledger_payload p WHERE p.fact = ANY (ids)
    RETURNING fact;
    DELETE FROM ledger_payload p WHERE p.fact = ANY (ids);
    DELETE FROM ledger_mention m WHERE m.subject = ANY (subjects) AND m.fact = ANY (ids);
    UPDATE ledger_double x SET salt = NULL, canonical = NULL WHERE x.fact = ANY (ids) AND x.canonical IS NOT NULL;
END $$;

-- A second statement under a known id makes the record another one, as an erasure does.
CREATE OR REPLACE FUNCTION ledger_state() RETURNS TABLE (positions numeric, tips bigint, erased bigint)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE scope text := coalesce(current_setting('lazaretto.facilities', true), '');
BEGIN
    PERFORM set_config('lazaretto.facilities', '*', true);
    RETURN QUERY
    SELECT coalesce(sum(h.position), 0), coalesce(bit_xor(h.tip), 0),
           (SELECT count(*) FROM ledger_erasure) + (SELECT count(*) FROM ledger_double)
    FROM ledger_head h;
    PERFORM set_config('lazaretto.facilities', scope, true);
END $$;
"""

# Erasing and state as they were (0004, 0006).
UNDO = """
DROP FUNCTION ledger_receive_erased, ledger_receive;
CREATE OR REPLACE FUNCTION ledger_state() RETURNS TABLE (positions numeric, tips bigint, erased bigint)
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
CREATE OR REPLACE FUNCTION ledger_erase(ids uuid[], subjects text[], rule text, moment timestamptz, who text)
RETURNS SETOF uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM FROM ledger_payload p WHERE p.fact = ANY (ids) ORDER BY p.fact FOR UPDATE;
    RETURN QUERY
    INSERT INTO ledger_erasure (fact, facility, rule, erased, actor)
    SELECT p.fact, p.facility, ledger_erase.rule, moment, who FROM ledger_payload p WHERE p.fact = ANY (ids)
    RETURNING fact;
    DELETE FROM ledger_payload p WHERE p.fact = ANY (ids);
    DELETE FROM ledger_mention m WHERE m.subject = ANY (subjects) AND m.fact = ANY (ids);
END $$;
DROP TABLE ledger_double;
DROP FUNCTION ledger_refuse_edit_of_double;
DROP TRIGGER replaces_a_fact ON ledger_fact;
DROP FUNCTION ledger_replaces_a_fact;
ALTER TABLE ledger_fact ADD CONSTRAINT replaces_a_fact FOREIGN KEY (replaces) REFERENCES ledger_fact (id),
    DROP COLUMN received;
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0013_what_was_appended_is_proved")]
    operations = [migrations.RunSQL(SQL, UNDO)]
