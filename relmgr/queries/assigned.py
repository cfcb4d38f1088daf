"""The book as a condition: which clients the signed-in manager looks after today."""

ASSIGNED = """IN (
  SELECT a.client_id FROM assignment a WHERE a.manager_id = :me AND NOT a.deleted
    AND a.from_on <= :today AND (a.to_on IS NULL OR a.to_on >= :today))"""
"""To stand behind a client key; takes the parameters `me` and `today`."""
