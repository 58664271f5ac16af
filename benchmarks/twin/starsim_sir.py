"""Run in Starsim's own environment: SIR on random contacts. Prints final sizes and seconds of a run.

    python starsim_sir.py PEOPLE RUNS

Setting a simulation up (``init``) and a first run that warms up are not counted.
"""

import json
import sys
import time

import starsim as ss  # type: ignore[import-not-found]  # it is there where this runs

people, runs = int(sys.argv[1]), int(sys.argv[2])
sizes, taken = [], 0.0
for seed in range(-1, runs):
    sim = ss.Sim(
        n_agents=people, start=ss.days(0), stop=ss.days(90), dt=ss.days(1), rand_seed=seed + 1, verbose=0,
        networks=ss.RandomNet(n_contacts=10),
        diseases=ss.SIR(
            beta=ss.perday(0.03), init_prev=ss.bernoulli(p=0.01), p_death=ss.bernoulli(p=0.0),
            dur_inf=ss.lognorm_ex(mean=ss.days(8), std=ss.days(4)),
        ),
    )  # fmt: skip
    sim.init()
    began = time.process_time()
    sim.run()
    if seed >= 0:
        taken += time.process_time() - began
        sizes.append(int(sim.diseases.sir.ti_infected.notnan.sum()))
print(json.dumps({"sizes": sizes, "seconds": taken / runs}))
