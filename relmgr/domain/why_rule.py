"""Why a rule warns, or does not: every rung with its conditions, the values put in, and the series behind them."""

from relmgr.domain.conditions import Condition, is_met, limit_of, lookup
from relmgr.domain.evaluation import Verdict
from relmgr.domain.explanation import Explanation, Line
from relmgr.domain.fact_words import SIGNS, meaning, said
from relmgr.domain.facts import Facts
from relmgr.domain.findings import Finding, Outcome
from relmgr.domain.rule_words import source_words
from relmgr.domain.rules import Rulebook
from relmgr.domain.signals import Step, WarningRule
from relmgr.domain.value_words import SEVERITIES
from relmgr.domain.why_series import series_lines
from relmgr.words import Words

OUTCOMES = {
    Outcome.HIT: Words("触发", "fires"),
    Outcome.CLEAN: Words("正常", "clean"),
    Outcome.UNKNOWN: Words("缺数据，无法判断", "cannot be judged: data are missing"),
    Outcome.NOT_APPLICABLE: Words("不适用", "does not apply"),
}
NOTHING = Words("没有可看的对象", "there is nothing for it to look at")
RUNG = Words("{level} {points} 分：{answer}", "{level}, {points} points: {answer}")
FIRED = Words("触发（最重的一档）", "fires, the gravest that does")
ALSO = Words("也符合，但不是最重的一档", "met too, but not the gravest")
NOT_MET = Words("不满足", "not met")
UNSURE = Words("不明", "unknown")
MET = {True: Words("满足", "met"), False: NOT_MET, None: UNSURE}
CONDITION = Words("{name} {value}（{sign} {limit}）{on}：{met}", "{name} {value} ({sign} {limit}){on}: {met}")
AS_OF = Words("，{on}", ", {on}")
TOO_OLD = Words("（已过期：{value}，{on}）", " (too old: {value}, {on})")
SOURCE = Words("依据：{kind}，{text}", "source: {kind}, {text}")
RULE = Words("规则 {id} v{version}，{file}", "rule {id} v{version}, {file}")


def why_rule(verdict: Verdict, rule: WarningRule, rules: Rulebook, subject: str | None = None) -> Explanation:
    """Return what a rule said of a client, of each subject or one of them, rung by rung."""
    found = [f for f in verdict.findings if f.rule.id == rule.id and subject in (None, f.subject.id)]
    lines: list[Line] = []
    for finding in found:
        rungs = tuple(_rung(step, finding, verdict.facts, rules) for step in finding.look.steps)
        if finding.subject.label:
            label = Words(
                f"{finding.subject.label}：{OUTCOMES[finding.outcome].zh}",
                f"{finding.subject.label}: {OUTCOMES[finding.outcome].en}",
            )
            lines.append(Line(label, rungs))
        else:
            lines += rungs
    kind, text = source_words(rule), rule.source.text
    lines.append(
        Line(
            Words(SOURCE.zh.format(kind=kind.zh, text=text.zh), SOURCE.en.format(kind=kind.en, text=text.en))
        )
    )
    lines.append(Line(RULE.fill(id=rule.id, version=rule.version, file=rule.file)))
    title = Words(f"{rule.id} {rule.title.zh}", f"{rule.id} {rule.title.en}")
    return Explanation(title, _conclusion(found), verdict.facts.day, rules.version, tuple(lines))


def _conclusion(found: list[Finding]) -> Words:
    worst = max((f for f in found if f.step is not None), key=_gravity, default=None)
    if worst is not None and worst.step is not None:
        level = SEVERITIES[worst.step.severity]
        return Words(f"{OUTCOMES[Outcome.HIT].zh}：{level.zh}", f"{OUTCOMES[Outcome.HIT].en}: {level.en}")
    for outcome in (Outcome.UNKNOWN, Outcome.CLEAN, Outcome.NOT_APPLICABLE):
        if any(finding.outcome is outcome for finding in found):
            return OUTCOMES[outcome]
    return NOTHING


def _gravity(finding: Finding) -> tuple[int, int]:
    assert finding.step is not None
    return finding.step.severity.rank, finding.step.points


def _rung(step: Step, finding: Finding, facts: Facts, rules: Rulebook) -> Line:
    answer = step.answer(finding.subject.facts, facts.facts)
    words = FIRED if step is finding.step else {True: ALSO, False: NOT_MET, None: UNSURE}[answer]
    level = SEVERITIES[step.severity]
    text = Words(
        RUNG.zh.format(level=level.zh, points=step.points, answer=words.zh),
        RUNG.en.format(level=level.en, points=step.points, answer=words.en),
    )
    return Line(text, tuple(_condition(condition, finding, facts, rules) for condition in step.conditions))


def _condition(condition: Condition, finding: Finding, facts: Facts, rules: Rulebook) -> Line:
    own = finding.subject.facts
    fact = lookup(condition.fact, own, facts.facts)
    limit = limit_of(condition, own, facts.facts)
    old = finding.subject.stale.get(condition.fact) or facts.stale.get(condition.fact)
    parts = {
        "name": meaning(condition.fact),
        "value": said(condition.fact, _plain(fact.value) if fact else None),
        "sign": SIGNS[condition.operator.value],
        "limit": said(condition.fact, _plain(limit)),
        "met": MET[is_met(condition, own, facts.facts)],
        "on": Words("", ""),
    }
    if fact is not None and fact.as_of is not None:
        parts["on"] = AS_OF.fill(on=fact.as_of)
    elif fact is None and old is not None:
        value = said(condition.fact, _plain(old.value))
        parts["on"] = Words(
            TOO_OLD.zh.format(value=value.zh, on=old.as_of), TOO_OLD.en.format(value=value.en, on=old.as_of)
        )
    text = Words(*(CONDITION[i].format(**{k: v[i] for k, v in parts.items()}) for i in (0, 1)))
    subject = finding.subject.id if condition.fact in own or condition.fact not in facts.facts else ""
    return Line(
        text, tuple(series_lines(condition.fact, facts, rules.warnings.detector)), condition.fact, subject
    )


def _plain(value: object) -> object:
    return getattr(value, "value", value)
