"""Other machines over http: published logs are read here, and witnesses asked. What they say is data."""
