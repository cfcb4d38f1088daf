"""Which database this program knows: the version and the mark in the file's header."""

SCHEMA = 4
"""Stored as `user_version`; raised by one with each migration."""

HEAD = "0004"
"""Revision of the newest migration; a test compares both with the script folder."""

APPLICATION_ID = 0x524D4752
"""'RMGR': tells our files from other programs' SQLite files."""
