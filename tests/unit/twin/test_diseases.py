"""The files of assumptions: each reads, sums to one, and says what its sources say; a file that cannot be
meant is refused by the name of the value.
"""

from dataclasses import replace
from pathlib import Path

import msgspec
import numpy as np
import pytest
from scipy import stats

from lazaretto.twin import reading
from lazaretto.twin.analytic.generations import final_share
from lazaretto.twin.building import CannotBeBuilt, build
from lazaretto.twin.designing import Design
from lazaretto.twin.disease import Cited, Immune, Kind, NotADisease, classes, first_test, history, numbers
from lazaretto.twin.engine.running import run
from lazaretto.twin.network import Cohort, LegPlan, Network, Policy, Site
from lazaretto.twin.ranges import placed, unsure
from tests.unit.twin.assumed import ALWAYS_OPEN, FOLDER, changed_file, contacts, only

FILES = sorted((FOLDER / "diseases").glob("*.yaml"))
KNOWN = {one.id: one.disease for one in reading.known({path.name: path.read_bytes() for path in FILES})}

# Mean days from infection to infecting somebody, and 5, 50 and 95 in a hundred of the incubation.
PUBLISHED: dict[str, tuple[float, float, tuple[float | None, float, float | None]]] = {
    "covid-ancestral": (5.5, 0.1, (2.2, 5.1, 11.7)),  # Ashcroft et al. 2021; McAloon et al. 2020
    "covid-delta": (3.8, 0.2, (None, 4.4, None)),  # Park et al. 2023; Wu et al. 2022 (a mean)
    "covid-omicron": (3.0, 0.3, (None, 3.49, None)),  # Park et al. 2023; Xu et al. 2023 (a mean)
    "influenza": (2.8, 0.4, (0.7, 1.4, 2.8)),  # Lessler et al. 2009, twice
    "measles": (11.7, 0.5, (8.9, 12.5, 17.7)),  # Vink et al. 2014; Lessler et al. 2009
    "varicella": (14.0, 0.5, (None, 14.0, None)),  # Vink et al. 2014; CDC
    "norovirus": (3.2, 0.5, (0.5, 1.2, 2.7)),  # Zelner et al. 2010; Lee et al. 2013, CDC 12 to 48 h
}


def _mean(kinds: tuple[Kind, ...]) -> float:
    """Mean days from one infection to the next."""
    middles = (np.arange(len(kinds[0].emitted) - 1) + 0.5) * kinds[0].step
    whole = sum(kind.share * kind.emitted[-1] for kind in kinds)
    return float(sum(kind.share * middles @ np.diff(kind.emitted) for kind in kinds) / whole)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_reads_and_its_classes_sum_to_one(path: Path) -> None:
    """Its id is its name; shares sum to one; every course transmits its whole; no chance leaves [0, 1]."""
    disease = reading.disease(path.read_bytes())
    assert disease.id == path.stem
    kinds = classes(disease)
    assert sum(kind.share for kind in kinds) == pytest.approx(1.0, abs=1e-12)
    for kind in kinds:
        level = 1.0 if kind.onset is not None else disease.asymptomatic_infectiousness.value
        assert kind.emitted[0] == 0.0
        assert kind.emitted[-1] == pytest.approx(level)
        assert (np.diff(kind.emitted) >= -1e-12).all()
        assert all((chance >= 0).all() and (chance <= 1).all() for chance in kind.sensitivity.values())


@pytest.mark.parametrize("name", PUBLISHED)
def test_a_disease_is_as_its_sources_say(name: str) -> None:
    """The mean time from case to case and the quantiles of the incubation."""
    generation, within, quantiles = PUBLISHED[name]
    kinds = classes(KNOWN[name], incubations=200)
    assert _mean(kinds) == pytest.approx(generation, abs=within)
    onsets = np.array([kind.onset for kind in kinds if kind.onset is not None])
    for share, published in zip((0.05, 0.5, 0.95), quantiles, strict=True):
        if published is not None:
            assert np.quantile(onsets, share) == pytest.approx(published, rel=0.15, abs=0.35)


def test_tuberculosis_shows_as_late_as_it_does() -> None:
    """Of those who fall ill within five years 45/83 in the first and 62/83 in two (Borgdorff et al. 2011)."""
    onsets = np.array([kind.onset for kind in classes(KNOWN["tuberculosis"], incubations=400) if kind.onset])
    assert (onsets <= 365).mean() == pytest.approx(0.45 / 0.83, abs=0.03)
    assert (onsets <= 730).mean() == pytest.approx(0.62 / 0.83, abs=0.03)


@pytest.mark.parametrize("name", KNOWN)
def test_every_number_is_cited_and_a_planning_value_is_a_range(name: str) -> None:
    """What no publication states has a range (nought and one excepted, which are no guesses)."""
    disease = KNOWN[name]
    for what, number in numbers(disease):
        if number.cite == "planning" and number.value not in (0, 1):
            assert number.low < number.high, what
    used = {number.cite for _, number in numbers(disease)} | {test.cite for test in disease.tests}
    assert used | {disease.incubation.cite, disease.infectiousness.cite} <= {
        one.id for one in disease.sources
    }


def test_a_symptom_screen_finds_nobody_without_symptoms() -> None:
    """Of those who never show any; before the onset it finds nobody at all."""
    kinds = classes(KNOWN["norovirus"])
    hidden = [kind for kind in kinds if kind.onset is None]
    assert hidden
    assert all(kind.sensitivity["symptoms"].max() == 0.0 for kind in hidden)
    for kind in kinds:
        if kind.onset is not None:
            before = kind.sensitivity["symptoms"][: int((kind.onset - 0.02) / kind.step)]
            assert before.max(initial=0.0) == 0.0


def test_both_published_curves_of_one_study_are_there_apart() -> None:
    """The curve as printed and as its repository tabulates it (Kucirka et al. 2020)."""
    printed, tabled = (
        next(test for test in KNOWN["covid-ancestral"].tests if test.id == name)
        for name in ("pcr", "pcr-repository")
    )
    assert printed.points[4] == 0.33
    assert tabled.points[4] == 0.29
    assert printed.cite != tabled.cite


@pytest.mark.parametrize(
    ("path", "value", "says"),
    [
        ("reproduction.value", 99.0, "reproduction: 99.0 lies outside its own range"),
        ("reproduction.value", float("nan"), "reproduction: no number"),
        ("reproduction.high", float("inf"), "reproduction: no number"),
        ("asymptomatic.high", 1.2, "asymptomatic: a share above 1"),
        ("asymptomatic.low", -0.1, "asymptomatic: a value below zero"),
        ("asymptomatic.cite", "nobody", "asymptomatic: the source nobody"),
        ("dispersion.low", 0.0, "dispersion: must lie above 0"),
        ("incubation.cite", "nobody", "incubation: the source nobody"),
        ("incubation.since", "onset", "incubation: is counted from infection"),
        (
            "incubation.values",
            {"meanlog": 1.6},
            r"incubation: a lognormal .* needs a value for sdlog",
        ),
        ("incubation.values", {"meanlog": 1.6, "sdlog": -1.0}, "incubation: sdlog = -1"),
        (
            "incubation.values",
            {"meanlog": 1.6, "sdlog": 0.5, "mode": 2.0},
            r"incubation: a lognormal .* knows no mode",
        ),
        (
            "infectiousness.values",
            {"shape": 1.0, "scale": 60.0},
            "infectiousness: does not end within 50 days",
        ),
        (
            "infectiousness.values",
            {"shape": 3.0, "scale": 4.0, "shift": -6.0},
            r"infectiousness: .* before the infection",
        ),
        ("infectiousness.family", "triangle", "infectiousness.family"),
        ("tests.0.points", {1: 0.0}, "tests.pcr.points: a curve needs two points"),
        ("tests.0.points", {0: 0.0, 3: 1.2}, r"tests\[0\]\.points"),
        ("tests.0.points", {-1: 0.2, 3: 0.9}, "tests.pcr.points: a day before the infection"),
        ("tests.0.cite", "nobody", "tests.pcr: the source nobody"),
        ("tests.0.turnaround.low", -2.0, "tests.pcr.turnaround: a value below zero"),
        ("tests.0.specificity.high", 1.5, "tests.pcr.specificity: a share above 1"),
        ("tests.0.specificity.value", 0.9, "tests.pcr.specificity: 0.9 lies outside"),
        ("tests", [], "tests: a disease has at least one"),
        ("title", {"en": "x"}, "title: not said in zh-Hans"),
        ("dated", "last summer", "dated: last summer is no date"),
        ("unheard_of", 1, "unheard_of"),
        ("grid", {"days": 9999}, "grid.days"),
    ],
)
def test_a_file_that_cannot_be_meant_is_refused_by_name(path: str, value: object, says: str) -> None:
    """Impossible numbers, curves that do not sum to one, what is not cited, a value outside its range."""
    with pytest.raises(NotADisease, match=says):
        reading.disease(changed_file("diseases/covid-ancestral.yaml", path, value))


def test_what_is_no_document_is_refused() -> None:
    """Broken YAML, and another format."""
    with pytest.raises(NotADisease):
        reading.disease(b"{ : : }")
    with pytest.raises(NotADisease, match="format"):
        reading.disease(changed_file("diseases/influenza.yaml", "format", "lazaretto-disease/9"))


def test_a_test_or_a_disease_cannot_be_named_twice() -> None:
    """Two tests of one id, and two files of one disease."""
    twice = msgspec.structs.replace(KNOWN["influenza"], tests=KNOWN["influenza"].tests[:1] * 2)
    with pytest.raises(NotADisease, match=r"tests\.pcr: named twice"):
        classes(twice)
    data = next(path for path in FILES if path.stem == "influenza").read_bytes()
    with pytest.raises(NotADisease, match=r"b.yaml: influenza is the id of a.yaml"):
        reading.known({"a.yaml": data, "b.yaml": data})
    with pytest.raises(NotADisease, match=r"broken\.yaml"):
        reading.known({"broken.yaml": b"format: x"})


def test_classes_are_made_once_for_one_disease_and_cannot_be_written() -> None:
    """Every order of a comparison takes the same arrays."""
    one = classes(KNOWN["influenza"])
    assert classes(msgspec.structs.replace(KNOWN["influenza"])) is one
    with pytest.raises(ValueError, match="read-only"):
        one[0].emitted[0] = 1.0


def test_a_cut_distribution_is_the_distribution_below_the_cut() -> None:
    """Quantiles of a lognormal that is cut, against SciPy's own conditional ones."""
    whole = stats.lognorm(1.491, scale=np.exp(6.087))
    onsets = [kind.onset for kind in classes(KNOWN["tuberculosis"], incubations=8) if kind.onset]
    due = whole.ppf((np.arange(8) + 0.5) / 8 * whole.cdf(1826))
    assert onsets == pytest.approx(list(due), rel=1e-9)


HORIZON = {"tuberculosis": 365, "norovirus": 60}


def _house(*, days: int, size: int = 6) -> Network:
    return Network(
        sites=(Site("A", ((9,) * 6,) * 3, 40),), path={"A": ("A",)},
        arrivals=tuple(Cohort("A", day, size, 0.05) for day in range(0, days, 7)),
        pressure={"A": (1e-5,) * days},
    )  # fmt: skip


@pytest.mark.parametrize("name", KNOWN)
def test_a_disease_can_be_lived(name: str) -> None:
    """Hours, days or months: without meetings nobody is infected, with them somebody is."""
    disease, days = KNOWN[name], HORIZON.get(name, 120)
    policy = Policy("fortnight", (LegPlan(14, (1, 13)),), ALWAYS_OPEN, test=first_test(disease, "pcr"))
    alone = build(_house(days=days), policy, disease, only(reference=3.0), days=days)
    lived = run(alone, seed=1, replicates=100)
    assert lived.column("arrivals_infected").mean() > 1
    assert lived.column("infected_in_wings").sum() == 0
    meeting = build(_house(days=days), policy, disease, contacts(), days=days)
    met = run(meeting, seed=1, replicates=100)
    assert met.column("infected_in_quarantine").sum() + met.column("infected_in_wings").sum() > 0


def test_a_step_of_hours_changes_nothing_that_can_be_seen_of_norovirus() -> None:
    """An incubation of a day in steps of six hours or of one: infections differ by less than four errors."""
    counts = []
    for per_day in (4, 24):
        policy = Policy("week", (LegPlan(7, (1,)),), ALWAYS_OPEN, test="symptoms")
        world = build(
            _house(days=40), policy, KNOWN["norovirus"], only(reference=3.0, quarantine_pair=0.2), days=40,
            per_day=per_day,
        )  # fmt: skip
        counts.append(run(world, seed=3, replicates=1500).column("infected_in_quarantine"))
    error = np.sqrt(sum(count.var() / len(count) for count in counts))
    assert abs(counts[0].mean() - counts[1].mean()) <= 4 * error


def test_what_the_twin_cannot_say_is_refused() -> None:
    """Tuberculosis beyond two years, and by time since infection alone."""
    disease = KNOWN["tuberculosis"]
    policy = Policy("month", (LegPlan(28),), ALWAYS_OPEN, test="xray")
    with pytest.raises(CannotBeBuilt, match="tuberculosis: its file claims nothing beyond 730 days"):
        build(_house(days=731), policy, disease, contacts(), days=731)
    with pytest.raises(NotADisease, match="grid: time since infection"):
        history(classes(disease))
    with pytest.raises(CannotBeBuilt, match="test pcr"):
        build(_house(days=60), Policy("month", (LegPlan(28),), ALWAYS_OPEN), disease, contacts(), days=60)


def test_swabs_not_taken_and_isolation_not_kept_find_fewer() -> None:
    """Half the swabs taken, or half of those found kept apart: as if a test found half as often."""
    policy = Policy("week", (LegPlan(7, (5,)),), ALWAYS_OPEN)
    worlds = [
        build(_house(days=30), policy, KNOWN["covid-ancestral"], one, days=30)
        for one in (only(reference=3.0), only(reference=3.0, swabbed=0.5), only(reference=3.0, kept=0.5))
    ]
    assert worlds[1].finds == pytest.approx(worlds[0].finds / 2)
    assert worlds[2].finds == pytest.approx(worlds[0].finds / 2)
    found = [run(world, seed=4, replicates=1000).column("found").mean() for world in worlds[:2]]
    assert found[1] == pytest.approx(found[0] / 2, rel=0.15)


def test_the_immune_are_never_infected() -> None:
    """Half of a house is immune: an epidemic that reaches everybody else reaches half, and no more."""
    share, people = 0.5, 400
    part = Cited(value=share, low=0.0, high=1.0, unit="share", cite="planning")
    disease = msgspec.structs.replace(
        KNOWN["measles"], immune=Immune(inside=part, arriving=part, staff=part),
        dispersion=msgspec.structs.replace(KNOWN["measles"].dispersion, value=np.inf, high=np.inf),
    )  # fmt: skip
    network = Network((Site("A", ((4,) * 100,), 0),), {"A": ()}, (), {"A": (0.0,) * 300})
    world = build(
        network,
        Policy("none", (), ALWAYS_OPEN, test="rash"),
        disease,
        only(reference=1.0, site=1.0),
        days=300,
    )
    reached = run(world._replace(seeds=8), seed=5, replicates=300).column("infected_in_wings")
    # Eight are infected to begin with, immune or not; of the rest, so many are reached as are susceptible.
    due = (people - 8) * (1 - share) * final_share(disease.reproduction.value * (1 - share))
    spread = np.sqrt((people - 8) * share * (1 - share) / len(reached))
    assert abs(reached.mean() - due) <= 4 * spread + 1
    assert reached.max() < people * 0.65
    alone = build(
        network,
        Policy("none", (), ALWAYS_OPEN, test="rash"),
        disease,
        only(reference=1.0, site=1.0),
        days=300,
    )
    assert (
        run(alone._replace(seeds=8, immune=np.ones(3)), seed=5, replicates=50)
        .column("infected_in_wings")
        .sum()
        == 0
    )


def test_the_antigen_test_of_2020_is_in_proportion_to_infectiousness() -> None:
    """At most 0.80, and else as a gamma of 7.2 and 0.80 days beside its peak (Johansson et al. 2021)."""
    (antigen,) = [test for test in KNOWN["covid-ancestral"].tests if test.id == "antigen"]
    shed = stats.gamma(7.2, scale=0.80)
    for day, found in antigen.points.items():
        assert found == pytest.approx(0.80 * shed.pdf(day) / shed.pdf((7.2 - 1) * 0.80), abs=2e-3)


def test_there_is_room_for_as_many_as_a_common_infection_brings() -> None:
    """Thousands of infected arrivals in one replicate: all of them find room."""
    disease = KNOWN["tuberculosis"]
    network = replace(_house(days=365), arrivals=tuple(Cohort("A", day, 60, 0.9) for day in range(0, 365, 3)))
    policy = Policy("none", (LegPlan(3),), ALWAYS_OPEN, cohort=60, test="xray")
    lived = run(build(network, policy, disease, only(reference=3.0), days=365), seed=2, replicates=3)
    assert lived.column("arrivals_infected").min() > 4096


def test_immunity_is_drawn_with_the_other_ranges() -> None:
    """The shares are among what is not known, and each point of the ranges sets them."""
    design = reading.value((FOLDER / "networks" / "prefecture-2022.yaml").read_bytes(), Design)
    ranges = unsure(KNOWN["covid-omicron"], contacts(), design)
    names = [one.name for one in ranges]
    assert {"disease.immune.inside", "disease.immune.arriving", "disease.immune.staff"} <= set(names)
    assert not any("immune" in one.name for one in unsure(KNOWN["covid-ancestral"], contacts(), design))
    point = [one.high for one in ranges]
    disease, _, _ = placed(KNOWN["covid-omicron"], contacts(), design, ranges, point)
    assert disease.immune is not None
    assert disease.immune.inside.value == disease.immune.inside.high
    assert disease.reproduction.value == disease.reproduction.high


def test_the_page_names_every_disease_with_its_numbers() -> None:
    """Its id, its reproduction number with the range, and its tests in their order."""
    page = (FOLDER.parent / "docs" / "reference" / "assumptions.md").read_text("utf-8")
    for name, disease in KNOWN.items():
        (row,) = [line for line in page.splitlines() if line.startswith(f"| `{name}` |")]
        number = disease.reproduction
        assert f"{number.value:g} ({number.low:g}–{number.high:g})" in row
        assert ", ".join(f"`{test.id}`" for test in disease.tests) in row
        assert f"| {_mean(classes(disease)):.1f} d" in row or name == "tuberculosis"
