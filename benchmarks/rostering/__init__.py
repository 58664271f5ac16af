"""Public staff-rostering instances: what the engine finds, against the best known and a plain solver."""
