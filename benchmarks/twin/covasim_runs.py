"""Run in Covasim's own environment: an epidemic that nobody hinders, or one under tests and tracing.

    python covasim_runs.py free|policy PEOPLE DAYS RUNS

Random contacts, twenty a day, and the durations of the program as it comes. Setting a simulation up
(``initialize``) and a first run that warms up are not counted. Prints sizes and seconds of a run.
"""

import json
import sys
import time

import covasim as cv  # type: ignore[import-not-found]  # it is there where this runs

question, people, days, runs = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
sizes, taken = [], 0.0
for seed in range(-1, runs):
    hindered = [
        cv.test_prob(symp_prob=0.5, asymp_prob=0.05, symp_quar_prob=0.9, asymp_quar_prob=0.5, test_delay=1),
        cv.contact_tracing(trace_probs=0.8, trace_time=1),
    ]
    sim = cv.Sim(
        pop_size=people, n_days=days, pop_type="random", rand_seed=seed + 1, verbose=0, use_waning=False,
        pop_infected=people // 100 if question == "free" else 7,
        interventions=[] if question == "free" else hindered,
    )  # fmt: skip
    sim.initialize()
    began = time.process_time()
    sim.run()
    if seed >= 0:
        taken += time.process_time() - began
        sizes.append(int(sim.results["cum_infections"][-1]))
print(json.dumps({"sizes": sizes, "seconds": taken / runs}))
