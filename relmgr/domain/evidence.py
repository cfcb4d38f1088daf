"""What is kept with a verdict so that it can be explained: score lines, reasons of a change, evidence."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from relmgr.domain.cards import fact_of
from relmgr.domain.facts import Facts, NotApplicable
from relmgr.domain.findings import Finding, Input, inputs_of
from relmgr.domain.periods import month_text
from relmgr.domain.rules import Rulebook
from relmgr.domain.scorecards import Kpi, Score, Scorecard, explain_change, in_millionths
from relmgr.domain.watch import Signal
from relmgr.words import Words

MILLION = 1_000_000
SERIES_OF: Mapping[str, str] = {
    "balance_rz2": "avg_deposits",
    "balance_drop": "avg_deposits",
    "balance_six_month_fall": "avg_deposits",
    "inflow_rz2": "inflow",
    "inflow_drop": "inflow",
    "inflow_six_month_fall": "inflow",
    "repayment_rz2": "repayments",
    "repayment_drop": "repayments",
    "repayment_six_month_fall": "repayments",
}
"""Which monthly series stands behind a fact."""

Stored = dict[str, Any]


def score_lines(score: Score, card: Scorecard, facts: Facts) -> list[Stored]:
    """Return one line per KPI; the shares, in millionths of a point, sum to the score exactly."""
    shares: dict[str, int] = {}
    if score.value is not None:
        known = {part.kpi: part.share for part in score.parts if part.points is not None}
        shares = in_millionths(known, round(score.value * MILLION))
    return [
        {
            "kpi": kpi.name,
            "title": _both(kpi.title),
            "raw": part.raw,
            "points": part.points,
            "weight": part.weight,
            "share_e6": shares.get(kpi.name),
            **_origin(kpi, facts),
        }
        for kpi, part in zip(card.kpis, score.parts, strict=True)
    ]


def _both(words: Words) -> Stored:
    return {"zh": words.zh, "en": words.en}


def _origin(kpi: Kpi, facts: Facts) -> Stored:
    fact, stale = fact_of(kpi, facts), fact_of(kpi, facts, stale=True)
    state = "known" if fact is not None else "stale" if stale is not None else "missing"
    seen = fact or stale
    return {"fact": kpi.fact, "as_of": _text(seen.as_of) if seen else None, "state": state}


def change_reasons(
    before: Score | None, after: Score, card: Scorecard, former: Scorecard | None = None
) -> list[Stored]:
    """Return the terms of a score change, largest first; in millionths they sum to it exactly.

    `former` is the card of the earlier score where it was another one: KPIs that only it has are named by it.
    """
    terms = explain_change(before, after) if before else None
    if before is None or terms is None or before.value is None or after.value is None:
        return []
    values = {f"value {term.kpi}": term.value for term in terms}
    values |= {f"coverage {term.kpi}": term.coverage for term in terms}
    total = round(after.value * MILLION) - round(before.value * MILLION)
    raw0 = {part.kpi: part.raw for part in before.parts}
    raw1 = {part.kpi: part.raw for part in after.parts}
    named = (*(former.kpis if former else ()), *card.kpis)
    titles = {kpi.name: _both(kpi.title) for kpi in named}
    reasons = []
    for name, amount in in_millionths(values, total).items():
        kind, kpi = name.split(" ", 1)
        if amount:
            title = titles.get(kpi, {"zh": kpi, "en": kpi})
            both = {"raw0": raw0.get(kpi), "raw1": raw1.get(kpi)}
            reasons.append({"kpi": kpi, "title": title, "kind": kind, "points_e6": amount, **both})
    return sorted(reasons, key=lambda reason: (-abs(int(reason["points_e6"])), str(reason["kpi"])))


def card_note(before: Scorecard, after: Scorecard, versions: tuple[str, str]) -> list[Stored]:
    """Return the line that says that another card, or the same with other bands, was used; it adds no points."""
    if before.name == after.name and versions[0] == versions[1]:
        return []
    titles = (before.title, after.title) if before.name != after.name else (after.title,)
    zh, en = (" > ".join(title[place] for title in titles) for place in (0, 1))
    text = Words(f"评分卡 {zh} {versions[1]}", f"scorecard {en} {versions[1]}")
    return [
        {"kpi": "", "title": _both(text), "kind": "card", "points_e6": 0, "raw0": None, "raw1": None},
    ]


def evidence_of(finding: Finding, signal: Signal, facts: Facts, rules: Rulebook) -> Stored:
    """Return what answers "why": inputs with dates, limits, rule version, origin and source."""
    rule, step = finding.rule, finding.step
    assert step is not None
    inputs = inputs_of(finding, facts)
    label = f": {finding.subject.label}" if finding.subject.label else ""
    return {
        "title": {"zh": rule.title.zh + label, "en": rule.title.en + label},
        "subject": {"kind": finding.subject.kind.value, "label": finding.subject.label},
        "severity": step.severity.value,
        "points": step.points,
        "inputs": [_input(given) for given in inputs],
        "source": {"kind": rule.source.kind.value, **_both(rule.source.text)},
        "advice": _both(rule.advice),
        "rulebook": rules.version,
        "series": _series(inputs, facts),
        "adjusted": {code: facts.series[code].adjusted for code in _codes(inputs, facts)},
        **episode_notes(signal),
    }


def episode_notes(signal: Signal) -> Stored:
    """Return what an episode must remember beside its columns."""
    return {"data_on": _text(signal.episode.data_on), "recurred": signal.episode.recurred}


def same_evidence(now: Mapping[str, Any], before: Mapping[str, Any]) -> bool:
    """Tell whether evidence says what stored evidence says.

    Values of our own records and those counted in days move with the calendar; evidence keeps them as they
    were when the warning last changed, so that looking again on another day rewrites nothing.
    """
    return _without_ageing(now) == _without_ageing(before)


def _without_ageing(evidence: Mapping[str, Any]) -> Stored:
    inputs = [
        given | {"value": None} if given["as_of"] is None or given.get("runs") else given
        for given in evidence.get("inputs", [])
    ]
    return {**evidence, "inputs": inputs}


def _input(given: Input) -> Stored:
    return {
        "fact": given.fact,
        "value": _plain(given.value),
        "as_of": _text(given.as_of),
        "is": given.operator,
        "than": _plain(given.than),
        "met": given.met,
        **({"runs": True} if given.runs else {}),
    }


def _plain(value: object) -> object:
    if isinstance(value, NotApplicable):
        return value.value
    return list(value) if isinstance(value, tuple) else value


def _codes(inputs: Iterable[Input], facts: Facts) -> list[str]:
    codes = {SERIES_OF[given.fact] for given in inputs if given.fact in SERIES_OF}
    return sorted(code for code in codes if code in facts.series)


def _series(inputs: Iterable[Input], facts: Facts) -> Stored:
    return {
        code: {
            month_text(facts.series[code].first + place): value
            for place, value in enumerate(facts.series[code].values)
        }
        for code in _codes(inputs, facts)
    }


def _text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
