"""Other machines over real sockets."""
