"""The statements of the week; parameters: me, days monday … last_day, instants from_at … next_to_at."""

from typing import Final

A_TIER_DAYS: Final = 30
"""Contact interval of tier A in days (default cadence matrix, not confirmed by a bank)."""

NAME: Final = "coalesce(nullif(c.short_name, ''), c.name) AS client"
THEN_MINE: Final = """EXISTS (SELECT 1 FROM assignment a WHERE a.client_id = c.id AND a.manager_id = :me
  AND NOT a.deleted AND a.from_on <= :sunday AND (a.to_on IS NULL OR a.to_on >= :monday))"""
"""The client was assigned to the manager on a day of the week."""

VISITS: Final = f"""
SELECT v.id, v.client_id, {NAME}, k.tier, v.state, v.occurred_on, v.planned_at, v.all_day, v.kind,
       coalesce((SELECT group_concat(name, '、') FROM visitparticipant q
                 WHERE q.visit_id = v.id AND q.side = 'client' AND NOT q.deleted), '') AS met,
       v.topic, v.summary
FROM visit v JOIN client c ON c.id = v.client_id LEFT JOIN clientcache k ON k.client_id = c.id
WHERE NOT v.deleted AND NOT c.deleted AND v.state <> 'cancelled'
  AND (v.manager_id = :me OR v.manager_id IS NULL AND {THEN_MINE})
  AND ((v.occurred_on BETWEEN :monday AND :sunday AND +v.state = 'done')
       OR (v.state IN ('planned', 'done', 'missed') AND v.planned_at >= :from_at AND v.planned_at < :next_to_at))
ORDER BY coalesce(v.occurred_on, date(v.planned_at)), v.planned_at IS NULL, v.planned_at, v.id
"""

NEEDS: Final = f"""
SELECT f.client_id, {NAME}, f.heard_on AS "on", f.kind, f.text, f.department, f.state
FROM feedback f JOIN client c ON c.id = f.client_id
WHERE NOT f.deleted AND NOT c.deleted AND f.heard_on BETWEEN :monday AND :sunday AND {THEN_MINE}
ORDER BY f.heard_on, c.name, f.id
"""

TIERS: Final = f"""
SELECT t.client_id, {NAME}, t.from_tier, nullif(t.to_tier, '') AS to_tier, t.score0_e6, t.score_e6,
       t.proposed_on, t.decided_on, t.state, t.decided_by AS "by", t.reason, t.reason_code
FROM tierchange t JOIN client c ON c.id = t.client_id
WHERE NOT t.deleted AND NOT c.deleted AND t.state <> 'superseded'
  AND NOT (t.from_tier IS NULL AND t.decided_by = 'system')
  AND (t.proposed_on BETWEEN :monday AND :sunday OR t.decided_on BETWEEN :monday AND :sunday)
  AND {THEN_MINE}
ORDER BY coalesce(t.decided_on, t.proposed_on), c.name, t.id
"""
"""The first tier of a client, given by the scorecard, is no change and is left out."""

TITLES: Final = """coalesce(json_extract(s.evidence, '$.title.zh'), s.rule_id) AS title_zh,
       coalesce(json_extract(s.evidence, '$.title.en'), s.rule_id) AS title_en"""

RAISED: Final = f"""
WITH risen AS (SELECT signal_id, max(on_day) AS on_day FROM signalevent
               WHERE kind = 'raised' AND on_day BETWEEN :monday AND :sunday AND NOT deleted GROUP BY signal_id)
SELECT s.client_id, {NAME}, coalesce(r.on_day, s.first_seen_on) AS "on",
       s.first_seen_on >= :monday AS is_new,
       coalesce((SELECT e.severity FROM signalevent e WHERE e.signal_id = s.id AND e.on_day <= :sunday
                   AND NOT e.deleted ORDER BY e.at DESC, e.id DESC LIMIT 1), s.severity) AS severity,
       {TITLES}, s.state, s.due_on, s.plan_measure AS measure, s.plan_due_on AS measure_due_on
FROM signal s JOIN client c ON c.id = s.client_id LEFT JOIN risen r ON r.signal_id = s.id
WHERE NOT s.deleted AND NOT c.deleted AND (s.state IN ('open', 'acked', 'planned') OR s.closed_on >= :monday)
  AND (s.first_seen_on BETWEEN :monday AND :sunday OR r.signal_id IS NOT NULL) AND {THEN_MINE}
ORDER BY CASE s.severity WHEN 'red' THEN 0 WHEN 'orange' THEN 1 ELSE 2 END, 3, c.name, s.id
"""

"""What rose in the week was open then: it still is, or was closed since, which is what the indexes hold."""

CLOSED: Final = f"""
SELECT s.client_id, {NAME}, s.closed_on AS "on", s.severity, {TITLES}, s.state, s.outcome, s.closed_by AS "by"
FROM signal s JOIN client c ON c.id = s.client_id
WHERE NOT s.deleted AND NOT c.deleted AND +s.state IN ('resolved', 'dismissed', 'cleared')
  AND s.closed_on BETWEEN :monday AND :sunday AND {THEN_MINE}
ORDER BY s.closed_on, c.name, s.id
"""

TASKS: Final = f"""
SELECT f.client_id, {NAME}, f.kind, f.text, f.state, v.occurred_on AS visited_on, f.created_at AS made_at,
       f.due_on, f.done_at, f.result
FROM followup f JOIN client c ON c.id = f.client_id LEFT JOIN visit v ON v.id = f.visit_id
WHERE NOT f.deleted AND NOT c.deleted AND f.state <> 'cancelled' AND {THEN_MINE}
  AND ((f.due_on < :as_of AND (f.state = 'open' OR f.done_at >= :as_of_at))
       OR (f.done_at >= :from_at AND f.done_at < :to_at)
       OR (f.kind <> 'task' AND (v.occurred_on BETWEEN :monday AND :sunday
                                 OR v.occurred_on IS NULL AND f.created_at >= :from_at AND f.created_at < :to_at))
       OR (f.due_on > :sunday AND f.due_on <= :next_sunday AND (f.state = 'open' OR f.done_at >= :to_at)))
ORDER BY f.due_on IS NULL, f.due_on, c.name, f.id
"""
"""What was said at a visit was promised on the day of the visit, whenever it was typed in."""

STANDING: Final = f"""
WITH once_a AS MATERIALIZED (
  SELECT DISTINCT client_id FROM tierchange
  WHERE state = 'accepted' AND to_tier = 'A' AND decided_on <= :sunday AND NOT deleted),
a_tier AS MATERIALIZED (
  SELECT c.id, (SELECT max(v.occurred_on) FROM visit v WHERE v.client_id = c.id AND NOT v.deleted
                  AND v.state = 'done' AND v.effective AND v.occurred_on <= :sunday) AS seen_on
  FROM once_a CROSS JOIN client c ON c.id = once_a.client_id
  WHERE NOT c.deleted AND {THEN_MINE}
    AND (SELECT t.to_tier FROM tierchange t WHERE t.client_id = c.id AND +t.state = 'accepted' AND NOT t.deleted
           AND t.decided_on <= :sunday ORDER BY t.decided_on DESC, t.decided_at DESC LIMIT 1) = 'A')
SELECT coalesce((SELECT name FROM accountmanager WHERE id = :me), '') AS manager,
       (SELECT count(*) FROM a_tier WHERE seen_on >= date(:last_day, '-{A_TIER_DAYS} days')) AS seen,
       (SELECT count(*) FROM a_tier) AS total,
       (SELECT count(*) FROM signal s JOIN client c ON c.id = s.client_id
        WHERE NOT s.deleted AND NOT c.deleted AND s.severity = 'red' AND s.first_seen_on <= :sunday
          AND (s.state IN ('open', 'acked', 'planned') OR s.closed_on > :sunday) AND {THEN_MINE}
          AND NOT EXISTS (SELECT 1 FROM signalevent e WHERE e.signal_id = s.id AND e.kind = 'planned'
                            AND e.on_day <= :sunday AND NOT e.deleted)
          AND NOT (s.state = 'planned' AND NOT EXISTS (
                SELECT 1 FROM signalevent e WHERE e.signal_id = s.id AND e.kind = 'planned' AND NOT e.deleted))
       ) AS red_unplanned
"""
"""Who, A-tier coverage (seen within the interval at the end of the week) and red warnings without a plan.

Each part begins with the few rows it is about. The pluses keep SQLite, which has no statistics here, from reading every
accepted change of the book for each client.
"""
