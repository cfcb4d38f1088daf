"""Docked forms: what a person fills in, kept as a draft while it is typed."""
