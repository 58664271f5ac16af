"""Our log before verifiers that others wrote: they accept it, and reject every forged one."""
