"""What a comparison comes to, as values that are written and read without the engine. All is simulated."""

from dataclasses import dataclass

from lazaretto.twin.network import Policy

MOST_POLICIES = 6  # side by side on a screen
SIZES = (1, 2, 5, 10, 20, 50, 100)  # an outbreak of at least so many in the general wings
WITHIN = (0.05, 0.95)  # a range holds nine tenths
DOORS = ("arrival", "staff", "outing")


@dataclass(frozen=True, slots=True)
class Figure:
    """A simulated number: the median over the assumptions and what holds nine tenths of them."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Unsure:
    """One number that is known only as a range: ``disease.…``, ``contacts.…`` or ``network.…``."""

    name: str
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Answer:
    """What a policy comes to over the horizon. All figures are simulated, and for the whole network.

    breach: chance that somebody infectious is ever in a general wing. by_door: by whom first (``DOORS``).
    by_leg: of the breaches by an arrival, where the line that broke through was infected (0: before entry,
    then the leg); they sum to by_door's. infected: people infected in the general wings. sizes: chance of at
    least so many. quarantine_days: person-days. alone_days: days that a person who comes alone into a cell
    spends alone there, and how many people do. swabs: taken in all. cells: most cells of quarantine in use at
    once. fewer_breaches, fewer: the first policy's less this one's, point by point (breach, staff, infected,
    quarantine_days, swabs); None for the first.
    """

    policy: Policy
    breach: Figure
    by_door: dict[str, Figure]
    by_leg: dict[int, Figure]
    infected: Figure
    sizes: dict[int, Figure]
    quarantine_days: Figure
    alone_days: float
    alone_people: int
    swabs: Figure
    cells: int
    fewer_breaches: Figure | None
    fewer: dict[str, Figure] | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Policies beside each other, and everything that they rest on. assumed: every range that was drawn.

    points: lived so far, of asked_points; fewer than asked: stopped early, so partial. rare: each door was
    lived apart, and introductions are taken not to meet.
    """

    answers: tuple[Answer, ...]
    days: int
    points: int
    replicates: int
    seed: int
    disease: str
    contacts: str
    network: str
    asked_points: int
    assumed: tuple[Unsure, ...]
    rare: bool = False


@dataclass(frozen=True, slots=True)
class Left:
    """A cell of quarantine into which one infected person came, without tests: who is not over yet.

    people: in the cell. reproduction: whom each infects in a whole course within it, were all mates new.
    left: on each day since arrival, the chance that somebody has more than 1 % of a whole course left.
    """

    people: int
    reproduction: Figure
    left: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """Why quarantine lasts so many days. cells: the smallest first; a cell of one is time since one's own
    infection. beside: what is ordered, and a short quarantine alone, by door: what no quarantine keeps out.
    """

    days: tuple[int, ...]
    cells: tuple[Left, ...]
    beside: Comparison
    disease: str
    contacts: str
    points: int
    chains: int
    seed: int

    def at(self, people: int, day: int) -> Figure:
        """What is left in a cell of so many people on a day. Errors: KeyError for either."""
        for cell in self.cells:
            if cell.people == people and day in self.days:
                return cell.left[self.days.index(day)]
        raise KeyError((people, day))


@dataclass(frozen=True, slots=True)
class Curves:
    """People a day, from day 0: by what is counted (infected in quarantine, in general wings, among staff;
    found). The mean over the lives of a point; the range is over the points of the assumptions.
    """

    by_day: dict[str, tuple[Figure, ...]]
