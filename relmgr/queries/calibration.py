"""The raw KPI values of every client that a scorecard scores, from its latest evaluation."""

import json

from relmgr.db.reader import Reader
from relmgr.domain.scorecards import CORPORATE

LATEST = """
SELECT e.lines FROM evaluation e JOIN client c ON c.id = e.client_id
WHERE NOT e.deleted AND NOT c.deleted AND c.state <> 'lost' AND (e.card = :card OR e.card = '' AND :card = :corporate)
  AND e.id = (SELECT p.id FROM evaluation p WHERE p.client_id = e.client_id AND NOT p.deleted
              ORDER BY p.period DESC, p.as_of DESC LIMIT 1)
ORDER BY e.client_id
"""


def kpi_values(reader: Reader, card: str) -> list[dict[str, float | None]]:
    """Return one mapping of KPI name to raw value per client of a card; None is missing or too old."""
    return [
        {line["kpi"]: line["raw"] for line in json.loads(lines)}
        for lines in reader.column(LATEST, card=card, corporate=CORPORATE)
    ]
