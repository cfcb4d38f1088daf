"""Which clients hang together with given ones, in one statement: by group, by guarantee, by group name."""

from typing import Final

REACHED: Final = """
WITH RECURSIVE reached(id) AS (
  SELECT value FROM json_each(:keys)
  UNION SELECT e.parent_id FROM reached JOIN groupedge e ON e.client_id = reached.id WHERE e.parent_id IS NOT NULL
  UNION SELECT e.client_id FROM reached JOIN groupedge e ON e.parent_id = reached.id
  UNION SELECT s.client_id FROM reached JOIN groupedge e ON e.client_id = reached.id
        JOIN groupedge s ON s.parent_name = e.parent_name
  UNION SELECT e.guarantor_id FROM reached JOIN guarantoredge e ON e.client_id = reached.id
        WHERE e.guarantor_id IS NOT NULL
  UNION SELECT e.client_id FROM reached JOIN guarantoredge e ON e.guarantor_id = reached.id
  UNION SELECT c.id FROM reached JOIN client r ON r.id = reached.id JOIN client c ON c.group_name = r.group_name
        WHERE r.group_name <> '')
"""
"""The clients named by `:keys` and all that hang together with them.

Ties that have ended or were deleted lead on as well: whoever was tied is affected by the end of it too.
"""
