"""Health and hygiene: temperatures, fevers, symptoms, isolations; disinfections; cases and incidents."""

import numpy as np

from lazaretto.obligations.incidents import frozen, running
from lazaretto.obligations.submitting import fever_line
from lazaretto.registers.case import CLASSIFICATIONS
from lazaretto.registers.events import FOREVER, Ints, joined
from lazaretto.reports.day import Day, counted, each, stays, uneven
from lazaretto.reports.tables import Table, listed, named


def health(day: Day) -> tuple[Table, ...]:
    """The tables of the section, in their order."""
    return (_measured(day), _disinfected(day), _incidents(day), _classified(day))


def suspects(day: Day) -> Ints:
    """Facts about incidents that were opened or closed otherwise than they began or ended."""
    held, opened, closed = (
        stays(day, running(day.standing)), day.happened("incident_opened"), day.happened("incident_closed"),
    )  # fmt: skip
    begun = uneven(held.rows.key[held.came], opened.key)
    over = uneven(held.rows.key[held.went], closed.key)
    keys = np.concatenate([begun, over])
    facts = [rows.fact[np.isin(rows.key, keys)] for rows in (opened, closed, held.rows)]
    return np.unique(np.concatenate(facts))


def _measured(day: Day) -> Table:
    warm, limit = day.happened("temperature"), fever_line(day.forces, at=day.last)
    fevers = warm.where(warm.value >= (FOREVER if limit is None else limit))
    apart = joined([day.happened("isolated"), day.happened("isolation_ordered")])
    return listed("health", {
        "readings": len(warm), "measured": each(warm), "fevers": each(fevers),
        "not_measured": each(day.happened("not_measured")),
        "symptoms": each(day.happened("symptoms")), "isolated": each(apart),
    })  # fmt: skip


def _disinfected(day: Day) -> Table:
    rooms, goods, vehicles = (
        day.happened(name) for name in ("disinfected", "goods_disinfected", "vehicle_seen")
    )
    return listed("disinfection", {
        "disinfections": len(rooms), "places": each(rooms), "goods": each(goods),
        "vehicles": int((vehicles.aux == 1).sum()),
    })  # fmt: skip


def _incidents(day: Day) -> Table:
    held = stays(day, running(day.standing))
    places = day.here(frozen(day.standing)).at(day.last)
    return listed("incidents", {
        "yesterday": int(held.was.sum()), "came": int(held.came.sum()), "went": int(held.went.sum()),
        "today": int(held.still.sum()), "opened": len(day.happened("incident_opened")),
        "closed": len(day.happened("incident_closed")), "frozen_places": len(places),
    })  # fmt: skip


def _classified(day: Day) -> Table:
    said = day.happened("classified")
    return listed("cases", named(CLASSIFICATIONS, counted(said.value, len(CLASSIFICATIONS))))
