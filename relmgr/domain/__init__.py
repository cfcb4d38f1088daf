"""The banker's rules as pure functions over plain values: no I/O, no clock, standard library only."""
