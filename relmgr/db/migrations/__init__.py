"""Alembic scripts, shipped inside the wheel."""
