"""What a list tells: against the register, and against every earlier list of its sender. Pure."""
