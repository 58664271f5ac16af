"""What is counted in one replicate, by name."""

COUNTED = (
    "arrivals_infected",  # infected people who arrived
    "staff_infected_outside",  # staff infected in the community
    "residents_infected_outside",  # residents infected on a way outside the wall
    "infected_in_quarantine",  # arrivals infected while in quarantine
    "infected_in_wings",  # residents infected in a general wing
    "infected_staff_inside",  # staff infected at work
    "entered_by_arrival",  # people who came to a general wing and could still infect
    "infected_in_wings_by_arrival",  # by the door through which their line of infection came
    "infected_in_wings_by_staff",
    "infected_in_wings_by_outing",
    "found",  # people found, by swab or symptom
    "found_in_wings",
    "restarted_days",  # person-days that a find adds to a cohort's quarantine
    "answer_swabs",  # swabs of rounds that answer a find
    "isolated_days",  # person-days of isolation of those who were found
    "breach_step",  # the first step at which somebody infectious was in a general wing; -1: never
    "breach_door",
    "breach_leg",  # of one by an arrival: the leg in which its line was last passed on; -1: of none
    "seeded",  # people infected when the horizon began
    "overfull",  # 1: more people were infected than there was room for
)

(
    ARRIVALS_INFECTED, STAFF_OUTSIDE, RESIDENTS_OUTSIDE, IN_QUARANTINE, IN_WINGS, STAFF_INSIDE, ENTERED,
    WINGS_BY_ARRIVAL, WINGS_BY_STAFF, WINGS_BY_OUTING, FOUND, FOUND_IN_WINGS, RESTARTED, ANSWER_SWABS,
    ISOLATED, BREACH_STEP, BREACH_DOOR, BREACH_LEG, SEEDED, OVERFULL,
) = range(len(COUNTED))  # fmt: skip

DAILY = (
    "infected_in_quarantine", "infected_in_wings", "infected_staff", "found",
    "found_in_wings", "found_in_quarantine", "found_staff",
    "restarted",  # cohorts whose leg begins anew
)  # fmt: skip
