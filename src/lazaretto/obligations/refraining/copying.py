"""What was copied, not measured: a sweep that repeats the last ones, strips that always show the aim."""

import numpy as np

from lazaretto.registers.events import Columns, Flags, Ints, joined
from lazaretto.registers.standing import Standing

Settings = dict[str, int]
DAY = 86400


def copied_sweep(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """A sweep shows of every person what the sweeps before it showed, or of all people the same (M23).

    settings: ``people`` a sweep must have at least to be judged, ``sweeps`` before it that it repeats,
    ``alike`` people who all show one temperature. Key: the place; where none was said, the facility.
    """
    before = (settings["sweeps"] + 1) * DAY  # a place that is swept less than daily is not judged
    swept = repeated(standing.during("swept", start - before, end), settings).between(start, end)
    alike = standing.during("swept_alike", start, end)
    alike = alike.where(alike.value >= settings["alike"])
    return joined([swept, alike.where(~np.isin(alike.fact, swept.fact))])


def repeated(swept: Columns, settings: Settings) -> Columns:
    """The sweeps among these that show what the sweeps of the same place before them showed."""
    swept = swept.where(swept.value >= settings["people"])
    return swept.where(_run(swept.key, swept.occurred, swept.aux) > settings["sweeps"])


def copied_strips(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """In one place the strip showed exactly what was aimed at, so many times in a row (M23)."""
    since = start - settings["run"] * DAY
    done, aimed = standing.during("disinfected", since, end), standing.during("disinfected_aim", since, end)
    exact: Flags = (aimed.value > 0) & (done.value == aimed.value)  # two rows a fact, in the same order
    same = exact & (_run(done.key, done.occurred, exact.astype(np.int64)) == settings["run"])
    return done.where(same).between(start, end)


def _run(key: Ints, occurred: Ints, value: Ints) -> Ints:
    """Of each row: how many in a row of its key, by time and itself included, show its value."""
    order = np.lexsort((occurred, key))
    fresh = np.ones(len(order), np.bool_)
    ordered, shown = key[order], value[order]
    fresh[1:] = (ordered[1:] != ordered[:-1]) | (shown[1:] != shown[:-1])
    place = np.arange(len(order))
    long = np.empty(len(order), np.int64)
    long[order] = place - np.maximum.accumulate(np.where(fresh, place, 0)) + 1
    return long
