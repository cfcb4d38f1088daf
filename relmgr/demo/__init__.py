"""The demo book as plain rows: a fictitious portfolio composed from a seed, relative to a day."""
