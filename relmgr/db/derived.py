"""Derived rows: what lists and search read of a client, rebuilt for every client a write touched."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from relmgr.db.reader import listed
from relmgr.db.search_rows import index_names, keep_places

# The bands are those of the rulebook that stored verdicts were made with.
# A facility without a balance makes the client's exposure unknown, not smaller.
# A plus before `state` keeps SQLite from reading every row of that state for each client: it has no statistics.
REFRESH_CACHE = """
INSERT INTO clientcache (client_id, sort_name, tier, tier_since_on, model_tier, override_until, score_e6,
  stage, class_floor, on_watch, level, open_signals, grade, asset_class,
  exposure_minor, limit_minor, currency, facilities, last_contact_on, next_visit_at, next_step, next_step_on,
  name, short_name, code, industry, region, group_name, mine, mine_from)
WITH ids AS (SELECT value AS id FROM json_each(:ids)),
bands AS (
  SELECT band_orange AS orange, band_red AS red, coverage_e6 AS coverage
  FROM ruleset ORDER BY loaded_at DESC LIMIT 1),
owed AS (
  SELECT client_id, count(*) AS n, count(DISTINCT currency) AS currencies, min(currency) AS currency,
         CASE WHEN count(drawn_minor) = count(*) THEN sum(drawn_minor) END AS drawn,
         CASE WHEN count(limit_minor) = count(*) THEN sum(limit_minor) END AS granted
  FROM facility WHERE client_id IN ids AND NOT deleted GROUP BY client_id),
warned AS (
  SELECT client_id, count(*) AS n, json_group_array(json_array(
    CASE family WHEN '' THEN rule_id ELSE family END, severity, points, scope)) AS active
  FROM signal WHERE client_id IN ids AND NOT deleted AND +state IN ('open', 'acked', 'planned')
  GROUP BY client_id),
seen AS (
  SELECT client_id, max(CASE WHEN state = 'done' AND effective THEN occurred_on END) AS last_on,
         min(CASE WHEN state = 'planned' THEN planned_at END) AS next_at
  FROM visit WHERE client_id IN ids AND NOT deleted GROUP BY client_id),
held AS (
  SELECT client_id, min(CASE WHEN to_on IS NULL AND from_on <= :today THEN from_on END) AS since
  FROM assignment WHERE client_id IN ids AND NOT deleted
    AND +manager_id = (SELECT id FROM accountmanager WHERE is_me LIMIT 1)
  GROUP BY client_id)
SELECT c.id, lower(CASE c.short_name WHEN '' THEN c.name ELSE c.short_name END),
  nullif(tier.to_tier, ''), tier.decided_on, judged.model_tier,
  (SELECT max(o.expires_on) FROM tieroverride o WHERE o.client_id = c.id AND o.state = 'active' AND NOT o.deleted),
  judged.score_e6, judged.stage, judged.class_floor,
  EXISTS (SELECT 1 FROM watchitem w WHERE w.client_id = c.id AND w.state <> 'off' AND NOT w.deleted),
  rm_level(warned.active, judged.rule_coverage_e6, (SELECT orange FROM bands), (SELECT red FROM bands),
    (SELECT coverage FROM bands)),
  coalesce(warned.n, 0),
  (SELECT value FROM ratingevent r WHERE r.client_id = c.id AND r.kind = 'grade' AND NOT r.deleted
   ORDER BY effective_on DESC, created_at DESC LIMIT 1),
  (SELECT value FROM ratingevent r WHERE r.client_id = c.id AND r.kind = 'class' AND NOT r.deleted
   ORDER BY effective_on DESC, created_at DESC LIMIT 1),
  CASE WHEN owed.currencies = 1 THEN owed.drawn END, CASE WHEN owed.currencies = 1 THEN owed.granted END,
  CASE WHEN owed.currencies = 1 THEN owed.currency END, coalesce(owed.n, 0),
  seen.last_on, seen.next_at, coalesce(step.text, ''), step.due_on,
  c.name, c.short_name, c.code, c.industry, c.region, c.group_name,
  CASE WHEN held.since IS NOT NULL THEN 1 WHEN held.client_id IS NOT NULL THEN 2 ELSE 0 END, held.since
FROM client c JOIN ids ON ids.id = c.id
LEFT JOIN owed ON owed.client_id = c.id
LEFT JOIN warned ON warned.client_id = c.id
LEFT JOIN seen ON seen.client_id = c.id
LEFT JOIN held ON held.client_id = c.id
LEFT JOIN tierchange tier ON tier.id = (
  SELECT t.id FROM tierchange t WHERE t.client_id = c.id AND +t.state = 'accepted' AND NOT t.deleted
  ORDER BY t.decided_on DESC, t.decided_at DESC, t.id DESC LIMIT 1)
LEFT JOIN evaluation judged ON judged.id = (
  SELECT e.id FROM evaluation e WHERE e.client_id = c.id AND NOT e.deleted
  ORDER BY e.period DESC, e.as_of DESC LIMIT 1)
LEFT JOIN followup step ON step.id = (
  SELECT f.id FROM followup f WHERE f.client_id = c.id AND +f.state = 'open' AND NOT f.deleted
  ORDER BY f.due_on IS NULL, f.due_on LIMIT 1)
WHERE NOT c.deleted
ON CONFLICT (client_id) DO UPDATE SET
  sort_name = excluded.sort_name, tier = excluded.tier, tier_since_on = excluded.tier_since_on,
  model_tier = excluded.model_tier, override_until = excluded.override_until, score_e6 = excluded.score_e6,
  stage = excluded.stage, class_floor = excluded.class_floor, on_watch = excluded.on_watch,
  level = excluded.level, open_signals = excluded.open_signals, grade = excluded.grade,
  asset_class = excluded.asset_class, exposure_minor = excluded.exposure_minor,
  limit_minor = excluded.limit_minor, currency = excluded.currency, facilities = excluded.facilities,
  last_contact_on = excluded.last_contact_on, next_visit_at = excluded.next_visit_at,
  next_step = excluded.next_step, next_step_on = excluded.next_step_on,
  name = excluded.name, short_name = excluded.short_name, code = excluded.code, industry = excluded.industry,
  region = excluded.region, group_name = excluded.group_name, mine = excluded.mine, mine_from = excluded.mine_from
"""


def refresh(connection: Any, client_ids: Sequence[str], today: date, *, names_changed: bool) -> None:
    """Rebuild the derived rows of these clients inside the running transaction, as of the banker's day."""
    if not client_ids:
        return
    ids = {"ids": listed(client_ids)}
    connection.execute(
        "DELETE FROM clientcache WHERE client_id IN (SELECT value FROM json_each(:ids))"
        " AND client_id NOT IN (SELECT id FROM client WHERE NOT deleted)",
        ids,
    )
    connection.execute(REFRESH_CACHE, {**ids, "today": today.isoformat()})
    if names_changed:
        index_names(connection, client_ids)
    else:
        keep_places(connection, client_ids)
