"""``kill -9`` at random instants while facts are being stated: what was acknowledged stands, and stands once.

    python -m tests.killing --kills 1000 --on embedded      (or external; make kill runs both)

Writers state batches over the API and try each until it is answered, always with the same ids. Meanwhile
one of the processes is killed: PostgreSQL with every process of it (a power cut), its postmaster alone, one
of its backends, the web server, one of its workers, the publisher of the log, or everything at once.
"""
