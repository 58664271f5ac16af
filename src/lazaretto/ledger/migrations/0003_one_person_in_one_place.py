"""The stored projection: stays, capacities, disputes; two exclusion constraints guard it."""

from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations

SQL = """
SET LOCAL lock_timeout = '5s';
SET LOCAL statement_timeout = '60s';

-- Who is in which cell, and for whom a place is kept. A fold of facts; rebuild reproduces it.
-- reserved: a granted request. bed: null where the cell's capacity is unknown, or none was free.
CREATE TABLE ledger_stay (
    fact uuid PRIMARY KEY,  -- the fact that began it
    person varchar(64) NOT NULL,
    facility varchar(24) NOT NULL,
    cell varchar(80) NOT NULL,
    reserved boolean NOT NULL,
    bed integer CHECK (bed > 0),
    during tstzrange NOT NULL,
    disputed boolean NOT NULL,
    CONSTRAINT stay_of_a_fact FOREIGN KEY (fact) REFERENCES ledger_fact (id),
    -- prevents: stays that touch without a gap from being taken for overlapping ones
    CONSTRAINT half_open CHECK (NOT isempty(during) AND lower_inc(during) AND NOT upper_inc(during)),
    -- prevents: a cell of one facility in the rows of another
    CONSTRAINT cell_in_facility CHECK (starts_with(cell, facility || '/')),
    -- prevents: one person in two places at once (and two places kept for one person)
    CONSTRAINT one_person_in_one_place
        EXCLUDE USING gist (person WITH =, (reserved::int) WITH =, during WITH &&) WHERE (NOT disputed),
    -- prevents: one bed with two people, and so a cell over its capacity
    CONSTRAINT one_bed_for_one_person
        EXCLUDE USING gist (cell WITH =, bed WITH =, during WITH &&) WHERE (NOT disputed)
);
CREATE INDEX stay_by_person ON ledger_stay (person);
CREATE INDEX stay_by_cell ON ledger_stay (cell, upper(during));

-- How many places a cell has, from when on, by which fact.
CREATE TABLE ledger_capacity (
    fact uuid PRIMARY KEY,
    facility varchar(24) NOT NULL,
    cell varchar(80) NOT NULL,
    since timestamptz NOT NULL,
    sequence bigint NOT NULL,
    places integer NOT NULL CHECK (places >= 0),
    CONSTRAINT capacity_of_a_fact FOREIGN KEY (fact) REFERENCES ledger_fact (id)
);
CREATE INDEX capacity_by_cell ON ledger_capacity (cell);

-- Which recorded facts contradict others, by which rule.
CREATE TABLE ledger_dispute (
    fact uuid NOT NULL,
    rule text NOT NULL,
    facility varchar(24) NOT NULL,
    PRIMARY KEY (fact, rule),
    CONSTRAINT dispute_of_a_fact FOREIGN KEY (fact) REFERENCES ledger_fact (id)
);
CREATE INDEX dispute_by_facility ON ledger_dispute (facility);
"""

UNDO = "DROP TABLE ledger_dispute, ledger_capacity, ledger_stay;"


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_nothing_is_edited")]
    operations = [BtreeGistExtension(), migrations.RunSQL(SQL, UNDO)]
