"""The world of the engine as arrays: places, courses, legs, staff, tests, answers; shared by all threads.

Slots of the general wings are numbered so that a cell is a stretch of slots, a wing a stretch of cells and a
site a stretch of wings. Time runs in steps; ``per_day`` of them make a day, and step 0 is a midnight.
Transmission is stated in *whole courses*: a pair hazard of 0.3 means that somebody who spends a whole course
beside one given person infects that person with chance 1 - exp(-0.3); a rate of 1.2 means that a whole course
meets 1.2 people of that layer in a way that would infect them.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Floats = NDArray[np.float64]

# The phases of a staff group: inside the guarded area, on standby, at home apart, and going home every day.
INSIDE, STANDBY, HOME, OPEN = range(4)
PHASES = 4
# By which door an infection came in.
ARRIVAL, STAFF_DOOR, OUTING_DOOR = range(3)
MOST_IN_A_COHORT = 64  # the bits of one word


class World(NamedTuple):
    """Shapes: K courses, A ages in steps, T tests, S sites, W wings, C cells, N slots, H cohorts, L rows of
    legs, R routes, E sorts of entry, M staff, G groups, D days of the horizon."""

    steps: int
    per_day: int
    swab_step: int  # the step of the day at which swabs are taken
    # Courses
    share: Floats  # [K] cumulative
    spends: Floats  # [K, A] what of a whole course is transmitted in that step
    onset: Ints  # [K] step of the first symptom; -1: none
    ends: Ints  # [K] the step from which nothing more is transmitted
    finds: Floats  # [T, K, A] chance that a swab is positive
    turnaround: Ints  # [T] steps from swab to result
    multipliers: Floats  # [Q] equally likely infectiousness of a person, mean 1
    tested: int  # 1: somebody is swabbed some day
    shown: int  # 1: somebody shows symptoms that somebody may notice
    # General wings
    site_slots: Ints  # [S + 1]
    wing_slots: Ints  # [W + 1]
    cell_slots: Ints  # [C + 1]
    slot_cell: Ints  # [N]
    slot_wing: Ints  # [N]
    slot_site: Ints  # [N]
    slot_mates: Floats  # [N] what a whole course transmits to the cell mates of a slot
    wing_rate: float
    site_rate: float
    resident_staff: float  # from one resident to staff inside
    # Arrivals
    cohort_home: Ints  # [H] the house whose general wings they come to
    cohort_route: Ints  # [H] by which route
    cohort_first: Ints  # [H] rows of legs that they go through: from this one
    cohort_end: Ints  # [H] up to, and without, this one
    cohort_entry: Ints  # [H] with whom they share what is known of an infected one of them
    cohort_step: Ints  # [H] of arrival, ascending; below zero: before the horizon
    cohort_size: Ints  # [H]
    cohort_hazard: Floats  # [H] sum of -log(1 - cohort_infected) over the people up to and with that cohort
    entry_share: Floats  # [E, K] cumulative: of which course an infected arrival is
    entry_ages: Ints  # [E, K, Q] equally likely ages of infection at arrival, in steps
    # Legs, in rows: those of the policy; after them, for each leg that runs already, its own and those after
    leg_stage: Ints  # [L] which leg of a path a row is; rows of one stage at one site meet
    leg_steps: Ints  # [L]
    leg_offset: Ints  # [L] steps from arrival (of what runs already: its leg's beginning) to the row's
    leg_site: Ints  # [R, L] where a leg of that route is served
    leg_pair: Floats  # [L] pair hazard of cell mates
    leg_rate: Floats  # [L] to other cohorts of the leg
    leg_staff: Floats  # [L] to staff inside
    leg_swabs: Ints  # [L, days] test + 1 on that day of the leg, 0: none
    leg_notices: Floats  # [L] chance that symptoms are noticed
    hosted_from: Ints  # [S * L + 1] into the next two
    hosted: Ints  # cohorts of a site and leg in the order in which they come
    hosted_people: Ints  # people of that site and leg up to and with that cohort
    retests: int  # 1: a cohort is swabbed anew the day after one of it was found
    # Staff
    site_staff: Ints  # [S + 1]
    staff_site: Ints  # [M]
    staff_group: Ints  # [M]
    phase: Ints  # [G, D] of a group on a day
    exposure: Floats  # [PHASES] share of the community's hazard
    staff_hazard: Floats  # [S * D] sum of the community's hazard over staff and days, as if all were outside
    outing_hazard: Floats  # [S * D] the same over residents who are taken out
    staff_staff: Floats  # [PHASES] from one to others of the same phase and site
    staff_resident: float  # from one inside to residents of the general wings
    staff_cohort: float  # from one inside to each leg's cohorts served at the site
    staff_swabs: Ints  # [G, D] test + 1 on that day, 0: none
    staff_notices: float
    # Answers
    general_swabs: Ints  # [S, D] rounds of the general wings: test + 1, 0: none
    general_notices: float
    answer: Ints  # days after a find in a general wing on which a round is held
    answer_test: int
    freeze_days: int
    freeze: float  # what is left of wing and site rates while movement is frozen
    # Infections in the general wings of site 0 when the horizon begins, besides what comes in by the doors
    seeds: int  # so many
    seed_chance: float  # and each resident with this chance
    # In the step after their infection the newly infected are of age 0 (0), of age 1 (1), or half and half
    # (2): the moment of infection lies anywhere in its step, so 2 has no bias of half a step.
    aging: int
    taken_up: float  # of the meetings that the isolated leave in wing and house, what others take up
    immune: Floats  # [3] share of residents, members and staff whom no meeting infects, for good
