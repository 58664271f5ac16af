"""Pictures of gate cameras: one still of one camera, taken by a process of its own. Counts are a person's."""
