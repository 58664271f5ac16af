"""Real outbreaks: one that the twin is calibrated on, and those that it then has to say beforehand."""

from time import process_time

import numpy as np

from lazaretto.twin.analytic.courses import Floats
from lazaretto.twin.calibrating import Calibrated
from lazaretto.twin.shaping import Shape
from validation.part import Part, Row, inside
from validation.prisons import drawing, predicting, saying
from validation.prisons.facts import Doors, Prison, facts
from validation.prisons.fitting import Fit, elsewhere, fit, seen, untaught
from validation.prisons.predicting import Band, Pool, band

SEED = 2020
CLASSES = ("fewer than 50 found", "50 to 499 found", "500 or more found")
DOORS: tuple[Doors, ...] = ("open", "dormitory")


def found(*, quick: bool) -> Part:
    """The part. quick: a glance, from far too few lives to believe."""
    began = process_time()
    points, lives, draws = (64, 8, 100) if quick else (4096, 256, 2000)
    learned = fit(points=points, keep=0.35 if quick else 0.05, again=lives, seed=SEED)
    calibrated = learned.calibrated
    held = [
        (prison, predicting.predicted(prison, calibrated, lives=lives, seed=SEED + number))
        for number, prison in enumerate(facts().held_out, start=1)
    ]
    taught = predicting.pool(*elsewhere(calibrated, lives, seed=SEED), seed=SEED)
    free = predicting.pool(*untaught(2 * lives, seed=SEED), seed=SEED)
    crossed = predicting.crossed(free, draws=draws, seed=SEED)
    rows = (
        *_fitted(learned),
        *(row for prison, shapes in held for row in _held(prison, shapes)),
        _contrast(calibrated, lives=lives),
        *(_doors(free, kind) for kind in DOORS),
        *_classes(", as San Quentin taught", taught, draws=draws),
        *_classes(", from the ranges alone", free, draws=draws),
        *_counted(", learned from the other half", crossed),
        _sorted(crossed),
    )
    return Part(
        title="Outbreaks in prisons, 2020",
        asked=saying.ASKED,
        rows=rows,
        note=saying.note(learned, lives=lives, points=points, seed=SEED),
        plots={
            "prisons-learned": lambda axes: drawing.learned(axes, calibrated),
            "prisons-held-out": lambda axes: drawing.held_out(axes, rows),
            "prisons-sizes": lambda axes: drawing.sizes(axes, crossed),
        },
        seconds=process_time() - began,
    )


def _fitted(learned: Fit) -> tuple[Row, ...]:
    prison, off = facts().fitted, [one for one in learned.again if one.took_off]
    due = seen(prison)
    source = facts().cited(prison.cite)
    told = (
        ("growth a day", due.growth, [one.growth for one in off]),
        ("days from 10 % to 90 %", due.lasted, [one.lasted for one in off]),
        ("share found", due.share, [one.share for one in off]),
    )
    return tuple(
        _row(f"{prison.name} (fitted): {name}", value or 0.0, source, np.array(values, dtype=np.float64), 0.9)
        for name, value, values in told
    )


def _held(prison: Prison, shapes: list[Shape]) -> tuple[Row, Row]:
    source = facts().cited(prison.cite)
    sizes = np.array([one.found for one in shapes])
    lasted = np.array([one.lasted for one in shapes if one.took_off], dtype=np.float64)
    return (
        _row(f"{prison.name} (held out): found", prison.found, source, sizes, 0.9),
        _row(f"{prison.name} (held out): days from 10 % to 90 %", prison.lasted, source, lasted, 0.9),
    )


def _contrast(calibrated: Calibrated, *, lives: int) -> Row:
    prison = facts().contrast
    shapes = predicting.predicted(prison, calibrated, lives=lives, seed=SEED)
    name = f"{prison.name} (held out): found after a transfer with {prison.infected} infected, solid doors"
    return _row(name, prison.found, facts().cited(prison.cite), np.array([one.found for one in shapes]), 0.9)


def _doors(lived: Pool, kind: Doors) -> Row:
    expected, source = (1.59, "archer") if kind == "open" else (2.51, "chin-2021")
    ratio = predicting.against_solid(lived, kind, seed=SEED)
    words = "open cells" if kind == "open" else "dormitories"
    return _row(f"found in {words} against cells with solid doors, ratio", expected, facts().cited(source),
                ratio, 0.95)  # fmt: skip


def _classes(how: str, lived: Pool, *, draws: int) -> tuple[Row, ...]:
    return _counted(how, predicting.networks(lived, facts().all, predicting.level(draws), seed=SEED))


def _counted(how: str, sizes: Floats) -> tuple[Row, ...]:
    happened = predicting.counts(np.array([[float(prison.found) for prison in facts().all]]))[0]
    source = facts().cited("ucla")
    return tuple(
        _row(f"of 32 prisons, {name}{how}", expected, source, values, 0.95)
        for name, expected, values in zip(CLASSES, happened, predicting.counts(sizes).T, strict=True)
    )


def _sorted(sizes: Floats) -> Row:
    low, _, high = predicting.ordered(sizes)
    happened = np.sort([float(prison.found) for prison in facts().all])
    held = int(((low <= happened) & (happened <= high)).sum())
    due = round(0.95 * len(happened))
    return Row("of 32 sizes in order, inside their 95 % bands, learned from the other half", len(happened),
               facts().cited("ucla"), held, None, None, f"at least {due}", held >= due)  # fmt: skip


def _row(name: str, expected: float, source: str, values: Floats, share: float) -> Row:
    around: Band = band(values, share=share)
    return inside(
        name, float(expected), source, around.value, low=around.low, high=around.high,
        band=f"{share:.0%} band".replace("%", " %"),
    )  # fmt: skip
