"""Rules as data: TOML files that a banker can read and a bank can replace, loaded into frozen values."""
