"""Run in Starsim's own environment: SIR on random contacts. Prints JSON: final sizes and processor seconds.

    python starsim_sir.py PEOPLE RUNS
"""

import json
import sys
import time

import starsim as ss

people, runs = int(sys.argv[1]), int(sys.argv[2])
ss.options(verbose=0)
sizes, taken = [], 0.0
for seed in range(runs):
    sim = ss.Sim(
        n_agents=people, start=ss.days(0), stop=ss.days(90), dt=ss.days(1), rand_seed=seed, verbose=0,
        networks=ss.RandomNet(n_contacts=10),
        diseases=ss.SIR(beta=ss.perday(0.03), init_prev=ss.bernoulli(p=0.01), p_death=ss.bernoulli(p=0.0),
                        dur_inf=ss.lognorm_ex(mean=ss.days(8), std=ss.days(4))),
    )  # fmt: skip
    sim.init()
    began = time.process_time()
    sim.run()
    taken += time.process_time() - began
    sizes.append(int((sim.diseases.sir.ti_infected.notnan).sum()))
json.dump({"sizes": sizes, "seconds": taken / runs}, sys.stdout)
