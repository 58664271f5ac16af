"""How the infected are found: swabs on their days, results when they come, symptoms when somebody notices."""

import numpy as np

from lazaretto.twin.engine.compiling import called, compiled
from lazaretto.twin.engine.life import ABOUT, ACTIVE, ISOLATED, LONG_AGO, MEMBER, RESIDENT, Life
from lazaretto.twin.engine.outcomes import ANSWER_SWABS, FOUND, FOUND_IN_WINGS, RESTARTED
from lazaretto.twin.engine.outcomes import ISOLATED as ISOLATED_DAYS
from lazaretto.twin.engine.streams import NOTICED, SWAB, keyed, unit
from lazaretto.twin.engine.world import INSIDE, OPEN, World


@compiled
def answers(w: World, life: Life, site: int, day: int) -> bool:
    """Whether a round that answers a find is held at this site today."""
    since = day - life.answered[site]
    for days in w.answer:  # noqa: SIM110 -- generators cannot be compiled
        if days == since:
            return True
    return False


@compiled
def _test_of(w: World, life: Life, line: int, now: int, day: int) -> int:
    """With which test this person is swabbed today, -1: not at all."""
    kind, number = life.people[line].kind, life.people[line].unit
    if kind == MEMBER:
        leg = life.cohorts[number].leg
        if leg < w.cohort_end[number]:
            since = (now - life.cohorts[number].since) // w.per_day
            if since < w.leg_swabs.shape[1] and w.leg_swabs[leg, since] > 0:
                return int(w.leg_swabs[leg, since]) - 1
        return w.answer_test if life.cohorts[number].again == day else -1
    if kind == RESIDENT:
        site = w.slot_site[number]
        if w.general_swabs[site, day] > 0:
            return int(w.general_swabs[site, day]) - 1
        return w.answer_test if answers(w, life, site, day) else -1
    group = w.staff_group[number]
    if w.staff_swabs[group, day] > 0:
        return int(w.staff_swabs[group, day]) - 1
    phase = w.phase[group, day]
    if phase in (INSIDE, OPEN) and answers(w, life, w.staff_site[number], day):
        return w.answer_test
    return -1


@compiled
def swab(w: World, life: Life, now: int) -> None:
    """Swabs are taken once a day; a positive one is known when the laboratory has it."""
    if not w.tested or now % w.per_day != w.swab_step:
        return
    day = now // w.per_day
    for at in range(life.numbers[ACTIVE]):
        line = life.active[at]
        if life.people[line].state != ABOUT or life.people[line].known >= 0:
            continue
        test = _test_of(w, life, line, now, day)
        if test < 0:
            continue
        age = min(now - life.people[line].born, w.finds.shape[2] - 1)
        if (
            age >= 0
            and unit(keyed(life.people[line].key, SWAB), now) < w.finds[test, life.people[line].course, age]
        ):
            life.people[line].known = now + w.turnaround[test]


@called
def found(w: World, life: Life, out: np.ndarray, daily: np.ndarray, line: int, now: int) -> None:
    """Somebody is found: isolated; their cohort's leg begins anew; a find inside calls for rounds."""
    day = now // w.per_day
    life.people[line].state = ISOLATED
    out[FOUND] += 1
    if len(daily):
        daily[day, 3] += 1
        daily[day, 4 + life.people[line].kind] += 1  # in the order of the kinds
        daily[day, 7] += int(life.people[line].kind == MEMBER and w.cohort_size[life.people[line].unit] > 1)
    left = w.ends[life.people[line].course] - (now - life.people[line].born)
    out[ISOLATED_DAYS] += max(0, left) // w.per_day
    kind, number = life.people[line].kind, life.people[line].unit
    if kind == MEMBER:
        out[RESTARTED] += (now - life.cohorts[number].since) // w.per_day * (w.cohort_size[number] - 1)
        life.cohorts[number].since = now
        life.cohorts[number].again = day + w.retests if w.retests else LONG_AGO
        return
    if kind == RESIDENT:
        site = w.slot_site[number]
        out[FOUND_IN_WINGS] += 1
    else:
        site = w.staff_site[number]
        phase = w.phase[w.staff_group[number], day]
        if phase not in (INSIDE, OPEN):
            return
    people = w.site_slots[site + 1] - w.site_slots[site] + w.site_staff[site + 1] - w.site_staff[site]
    for days in w.answer:  # those rounds that an earlier find does not already call for
        held = False
        for others in w.answer:
            if life.answered[site] + others == day + days:
                held = True
        if not held and day + days < w.phase.shape[1]:
            out[ANSWER_SWABS] += people
    life.answered[site] = day


@compiled
def report(w: World, life: Life, out: np.ndarray, daily: np.ndarray, now: int) -> None:
    """Results that come at this step."""
    if not w.tested:
        return
    for at in range(life.numbers[ACTIVE]):
        line = life.active[at]
        if life.people[line].state == ABOUT and 0 <= life.people[line].known <= now:
            found(w, life, out, daily, line, now)


@compiled
def notice(w: World, life: Life, out: np.ndarray, daily: np.ndarray, now: int) -> None:
    """Symptoms that somebody notices, once for each person, where they are when the symptoms begin."""
    if not w.shown:
        return
    for at in range(life.numbers[ACTIVE]):
        line = life.active[at]
        onset = w.onset[life.people[line].course]
        if (
            life.people[line].state != ABOUT
            or life.people[line].noticed
            or onset < 0
            or now - life.people[line].born < onset
        ):
            continue
        life.people[line].noticed = 1
        kind = life.people[line].kind
        if kind == MEMBER:
            leg = life.cohorts[life.people[line].unit].leg
            chance = w.leg_notices[leg] if leg < w.cohort_end[life.people[line].unit] else w.general_notices
        elif kind == RESIDENT:
            chance = w.general_notices
        else:
            chance = w.staff_notices
        if unit(keyed(life.people[line].key, NOTICED), 0) < chance:
            found(w, life, out, daily, line, now)
