"""relmgr: the account manager's working day in a terminal."""

__version__ = "0.1.0"
