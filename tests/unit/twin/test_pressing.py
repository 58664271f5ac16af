"""The community as assumed: a hazard a day, and the infected arrivals that follow; and kinds of cells."""

import hypothesis.strategies as st
import msgspec
import numpy as np
import pytest
from hypothesis import given, settings

from lazaretto.twin import reading
from lazaretto.twin.designing import Design, network
from lazaretto.twin.disease import NotADisease, classes
from lazaretto.twin.entering import windows
from lazaretto.twin.housing import ratio, settled
from lazaretto.twin.lowering import CannotBeLowered
from lazaretto.twin.pressing import Pressure, arriving, hazards, stated, suited
from tests.unit.twin.assumed import FOLDER, ancestral, changed_file

PRESSURES = {one.id: one for one in reading.pressures(
    {path.name: path.read_bytes() for path in (FOLDER / "pressure").glob("*.yaml")}
)}  # fmt: skip
QUIET, WAVE = PRESSURES["covid-quiet"], PRESSURES["covid-wave"]
HOUSING = reading.housing((FOLDER / "housing.yaml").read_bytes())
DESIGN = reading.value((FOLDER / "networks" / "prefecture-2022.yaml").read_bytes(), Design)
KNOWN = {path.stem: reading.disease(path.read_bytes()) for path in (FOLDER / "diseases").glob("*.yaml")}


def _at(pressure: Pressure, **values: float) -> Pressure:
    changed = {
        name: msgspec.structs.replace(getattr(pressure, name), value=value, low=min(value, 0.0), high=1e9)
        for name, value in values.items()
    }
    return msgspec.structs.replace(pressure, **changed)


def test_every_disease_has_a_pressure_of_its_own() -> None:
    """No disease is lived with the figures of another."""
    assert {name for one in PRESSURES.values() for name in one.diseases} == set(KNOWN)


def test_a_quiet_community_is_the_same_every_day() -> None:
    """Reported cases over the share that is reported."""
    daily = hazards(_at(QUIET, reported=2e-5, ascertainment=0.25), first=-10, days=30)
    assert daily == pytest.approx(np.full(30, 8e-5))


@settings(deadline=None)
@given(doubling=st.floats(1, 20), halving=st.floats(1, 40), peak=st.integers(0, 60))
def test_a_wave_doubles_and_halves(doubling: float, halving: float, peak: int) -> None:
    """At the peak it is what is reported; so many days before or after it, half of that."""
    wave = _at(WAVE, reported=1e-3, ascertainment=0.5, peak=peak, doubling=doubling, halving=halving)
    assert hazards(wave, first=peak, days=1)[0] == pytest.approx(2e-3)
    daily = hazards(wave, first=0, days=120)
    assert daily.argmax() == peak
    assert (daily[1 : peak + 1] / daily[:peak] == pytest.approx(2 ** (1 / doubling))) or peak == 0
    assert daily[peak + 1 :] / daily[peak:-1] == pytest.approx(2 ** (-1 / halving))


def test_arrivals_are_infected_as_often_as_they_were_caught() -> None:
    """In a constant community: the hazard times the mean days for which somebody infected still arrives."""
    kinds = classes(ancestral())
    span = sum(kind.share * days for kind, days in zip(kinds, windows(kinds), strict=True))
    quiet = _at(QUIET, reported=1e-5, ascertainment=0.5, arriving=4.0)
    assert arriving(ancestral(), quiet, days=20) == pytest.approx(1 - np.exp(-2e-5 * 4 * span), rel=1e-9)


def test_arrivals_follow_a_wave_with_a_delay() -> None:
    """Most are infected at entry after the peak of what is caught, and nobody is where nobody is caught."""
    wave = _at(WAVE, peak=30)
    assert 30 < arriving(ancestral(), wave, days=90).argmax() < 40
    assert arriving(ancestral(), _at(wave, reported=0.0), days=5).max() == 0.0


def test_tuberculosis_is_brought_by_whoever_caught_it_in_years() -> None:
    """Symptoms keep nobody away: all classes arrive for as long, which is years."""
    spans = windows(classes(KNOWN["tuberculosis"]))
    assert min(spans) == max(spans) > 700
    chance = arriving(KNOWN["tuberculosis"], PRESSURES["tuberculosis-endemic"], days=10)
    assert 0.02 < chance.min() == pytest.approx(chance.max())


def test_a_wave_is_lived_day_by_day() -> None:
    """Houses and arrivals of the network that follows meet the wave on its days, and one community."""
    found = network(stated(DESIGN, ancestral(), WAVE, days=60), days=60)
    daily, chance = hazards(WAVE, first=0, days=60), arriving(ancestral(), WAVE, days=60)
    assert all(pressure == pytest.approx(tuple(daily)) for pressure in found.pressure.values())
    assert [one.infected for one in found.arrivals] == pytest.approx(
        [chance[one.day] for one in found.arrivals]
    )
    quiet = network(stated(DESIGN, ancestral(), QUIET, days=60), days=60)
    assert len({one.infected for one in quiet.arrivals}) == len(set(quiet.pressure["QZ"])) == 1


def test_at_the_top_of_its_range_a_wave_brings_no_more_than_everybody() -> None:
    """A chance stays below one on every day, wherever in its range the mean lies."""
    design = stated(DESIGN, ancestral(), WAVE, days=60)
    top = msgspec.structs.replace(design.infected, value=0.6, high=0.6)
    chances = [
        one.infected for one in network(msgspec.structs.replace(design, infected=top), days=60).arrivals
    ]
    assert 0.9 < max(chances) < 1


def test_figures_of_one_disease_are_not_lent_to_another() -> None:
    """A design keeps its figures for the diseases that it says, and takes a pressure's for another."""
    every = list(PRESSURES.values())
    assert suited(DESIGN, KNOWN["covid-omicron"], every, days=60) is DESIGN
    measles = suited(DESIGN, KNOWN["measles"], every, days=60)
    assert measles.infected.value < DESIGN.infected.value / 10
    assert "measles" in measles.diseases
    assert suited(measles, KNOWN["measles"], every, days=60) is measles
    with pytest.raises(
        NotADisease, match=r"its figures are of covid-ancestral, .* no pressure .* for measles"
    ):
        suited(DESIGN, KNOWN["measles"], [QUIET], days=60)
    with pytest.raises(NotADisease, match="influenza-season: is a pressure of influenza, not of covid"):
        stated(DESIGN, ancestral(), PRESSURES["influenza-season"], days=60)


@pytest.mark.parametrize("pressure", PRESSURES.values(), ids=lambda one: one.id)
def test_a_design_takes_a_pressure_as_two_ranges(pressure: Pressure) -> None:
    """The mean over the horizon within its own range, cited."""
    found = stated(DESIGN, KNOWN[pressure.diseases[0]], pressure, days=90)
    for number in (found.pressure, found.infected):
        assert 0 < number.low < number.value < number.high < 1
        assert number.cite in {source.id for source in found.sources}
    assert found.pressure.value == pytest.approx(hazards(pressure, first=0, days=90).mean())


@pytest.mark.parametrize(
    ("file", "path", "value", "says"),
    [
        ("covid-wave", "ascertainment.high", 1.5, "ascertainment: a share above 1"),
        ("covid-wave", "ascertainment.low", 0.0, "ascertainment: must lie above 0"),
        ("covid-wave", "doubling", None, "doubling: a wave has one"),
        ("covid-wave", "halving.low", 0.0, "halving: must lie above 0"),
        ("covid-wave", "reported.value", 1.0, "reported: 1.0 lies outside"),
        ("covid-wave", "reported.low", -1.0, "reported: a value below zero"),
        ("covid-wave", "arriving.cite", "nobody", "arriving: the source nobody"),
        ("covid-wave", "form", "constant", "form: what is constant has no peak"),
        ("covid-wave", "form", "tide", "form"),
    ],
)
def test_a_pressure_that_cannot_be_meant_is_refused(file: str, path: str, value: object, says: str) -> None:
    """Shares above one, a wave that never doubles, what is not cited; and the file is named."""
    with pytest.raises(NotADisease, match=says):
        reading.pressure(changed_file(f"pressure/{file}.yaml", path, value))
    with pytest.raises(NotADisease, match=r"x\.yaml"):
        reading.pressures({"x.yaml": changed_file(f"pressure/{file}.yaml", path, value)})


def test_a_house_may_name_its_kind_of_cell() -> None:
    """A name becomes the cited ratio, a number stays; a name unknown, or not settled, is refused."""
    houses = (
        msgspec.structs.replace(DESIGN.houses[0], housing="dormitory-open"),
        msgspec.structs.replace(DESIGN.houses[1], housing=1.3),
    )
    design = msgspec.structs.replace(DESIGN, houses=houses + DESIGN.houses[2:])
    found = network(settled(design, HOUSING), days=10)
    assert [site.housing for site in found.sites[:3]] == [2.54, 1.3, 1.0]
    with pytest.raises(CannotBeLowered, match="dormitory-open is a name"):
        network(design, days=10)
    strange = msgspec.structs.replace(
        design, houses=(msgspec.structs.replace(houses[0], housing="tent"), *design.houses[1:])
    )
    with pytest.raises(NotADisease, match=f"{houses[0].code}: housing tent: the file has solid-cell"):
        settled(strange, HOUSING)
    with pytest.raises(NotADisease, match="a ratio lies above 0"):
        ratio(HOUSING, 0.0)


def test_housing_is_as_its_sources_say() -> None:
    """Open doors and dormitories beside a cell with a solid door (Archer et al.; Chin et al. 2021)."""
    assert ratio(HOUSING, "open-cell").value == 1.59
    dormitory = ratio(HOUSING, "dormitory-open")
    assert dormitory.low <= 2.51 <= dormitory.high


@pytest.mark.parametrize(
    ("path", "value", "says"),
    [
        ("kinds.open-cell.high", 1.0, r"kinds\.open-cell: 1\.59 lies outside"),
        ("kinds.open-cell.cite", "nobody", r"kinds\.open-cell: the source nobody"),
        ("reference", "open-cell", "reference: open-cell"),
        ("titles.open-cell", {"en": "x"}, r"titles\.open-cell"),
    ],
)
def test_housing_that_cannot_be_meant_is_refused(path: str, value: object, says: str) -> None:
    """A ratio outside its own range, what is not cited, a false reference, a kind without a name."""
    with pytest.raises(NotADisease, match=says):
        reading.housing(changed_file("housing.yaml", path, value))
