"""Facts, their payloads, whom they mention, and the head of every facility's own order."""

from django.db import migrations

SQL = """
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '60s';

-- One row a facility. An append locks it, so that positions have no gap and no reader can see
-- position n+1 before position n is committed.
CREATE TABLE ledger_head (
    facility varchar(24) PRIMARY KEY,
    position bigint NOT NULL DEFAULT 0 CHECK (position >= 0),
    tip bigint NOT NULL DEFAULT 0  -- eight bytes of the newest leaf: tells one history from another
);

-- Drawn after the locks of an append are held: of two facts that could contradict each other, the
-- one that was appended first has the smaller number, whatever their facilities. Gaps mean nothing.
CREATE SEQUENCE ledger_sequence;

CREATE TABLE ledger_fact (
    id uuid PRIMARY KEY,  -- prevents: one statement recorded twice
    facility varchar(24) NOT NULL,
    position bigint NOT NULL CHECK (position > 0),
    sequence bigint NOT NULL,
    kind text NOT NULL,
    occurred timestamptz NOT NULL,
    recorded timestamptz NOT NULL,
    actor text NOT NULL,
    device text NOT NULL,
    place text,
    skew bigint NOT NULL,
    replaces uuid,
    leaf bytea NOT NULL,
    node text NOT NULL,
    -- prevents: two facts at one place in a facility's order
    CONSTRAINT one_fact_a_position UNIQUE (facility, position),
    -- prevents: a correction or retraction of something that was never said
    CONSTRAINT replaces_a_fact FOREIGN KEY (replaces) REFERENCES ledger_fact (id),
    -- prevents: a fact that corrects itself
    CONSTRAINT replaces_another CHECK (replaces <> id),
    -- prevents: a place of one facility in the record of another
    CONSTRAINT place_in_facility CHECK (place IS NULL OR place = facility OR starts_with(place, facility || '/')),
    -- prevents: a leaf that no proof can use
    CONSTRAINT leaf_is_sha256 CHECK (octet_length(leaf) = 32)
);
CREATE INDEX fact_by_time ON ledger_fact (facility, occurred);
CREATE INDEX fact_by_replaced ON ledger_fact (replaces) WHERE replaces IS NOT NULL;

-- What was said, word for word, with the salt of its leaf. The only store that a retention rule
-- may erase: afterwards the leaf proves that something was said, and nothing about what.
CREATE TABLE ledger_payload (
    fact uuid PRIMARY KEY,
    facility varchar(24) NOT NULL,
    salt bytea NOT NULL,
    canonical bytea NOT NULL,  -- no foreign key: one statement writes fact and words; rebuild looks for strays
    CONSTRAINT salt_has_16_bytes CHECK (octet_length(salt) = 16)
);

-- Whom a fact is about: a person's timeline is one index range. Erased with the payload.
CREATE TABLE ledger_mention (
    subject varchar(64) NOT NULL,
    kind text COLLATE "C" NOT NULL,  -- so that one family is one index range, whatever the locale
    fact uuid NOT NULL,
    facility varchar(24) NOT NULL,
    PRIMARY KEY (subject, kind, fact)  -- prevents: one mention counted twice
);

-- What stands where a payload was: erased when, under which rule, by whom.
CREATE TABLE ledger_erasure (
    fact uuid PRIMARY KEY,
    facility varchar(24) NOT NULL,
    rule text NOT NULL CHECK (rule <> ''),  -- prevents: erasing without a reason
    erased timestamptz NOT NULL,
    actor text NOT NULL,
    CONSTRAINT erasure_of_a_fact FOREIGN KEY (fact) REFERENCES ledger_fact (id)
);
"""

UNDO = """
DROP TABLE ledger_erasure, ledger_mention, ledger_payload, ledger_fact, ledger_head;
DROP SEQUENCE ledger_sequence;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [migrations.RunSQL(SQL, UNDO)]
