"""Why a client has the floor of its class and its stage: each claim, each reason with its limit, and rebuttals.

relmgr computes floors and presumptions beside the recorded class; it decides neither class nor stage.
"""

from collections.abc import Iterator

from relmgr.domain.classification import ClassEvidence, ClassLimits, class_floor, ifrs_stage
from relmgr.domain.evaluation import Verdict
from relmgr.domain.explanation import Explanation, Line
from relmgr.domain.fact_words import meaning, said
from relmgr.domain.facts import NA, Facts, Subject, SubjectKind
from relmgr.domain.rules import Rulebook
from relmgr.domain.value_words import ASSET_CLASSES
from relmgr.domain.values import AssetClass
from relmgr.words import Words

CLASS, STAGE = Words("五级分类", "Asset class"), Words("IFRS 9 阶段", "IFRS 9 stage")
UNKNOWN = Words("不明", "unknown")
FLOOR = Words("下限 {floor}，登记 {recorded}", "floor {floor}, recorded {recorded}")
TOO_GOOD = Words(
    "登记优于下限：数据错误，更正前一直提示", "recorded better than the floor: a data error until corrected"
)
FINE = Words("登记不优于下限", "the recorded class is not better than the floor")
OF_CLAIM = Words("{label}：{what}", "{label}: {what}")
DPD = Words(
    "逾期 {dpd} 天 > {limit} 天 -> 至少{at_least}", "{dpd} days past due > {limit} -> at least {at_least}"
)
NOT_DUE = Words("逾期 {dpd} 天，不超过 {limit} 天", "{dpd} days past due, not above {limit}")
NO_DPD = Words("逾期天数不明：没有近期的逾期报告", "days past due unknown: no recent report of arrears")
TECHNICAL = Words(
    "已认定技术性逾期：{limit} 天以内不计", "recorded as technical: up to {limit} days do not count"
)
THEN = Words(" -> 至少{at_least}", " -> at least {at_least}")
EVENT = Words("事件：{name} -> 至少{at_least}", "event: {name} -> at least {at_least}")
SET = Words("{name} -> 至少{at_least}", "{name} -> at least {at_least}")
OBSERVED = Words(
    "重组观察期内 -> 至少{at_least}", "restructured and under observation -> at least {at_least}"
)
BESIDE = Words(
    "下限还取决于重组记录、事件、占比等，见下与原始记录",
    "the floor also rests on restructuring, events or shares: see below and the rows",
)
LAW = Words(
    "依据：2023 年第 1 号令第六、七条；天数为严格大于",
    "source: Order 2023 No. 1, Art. 6 and 7; day limits are strict",
)
IFRS = Words(
    "依据：IFRS 9 第 5.5.11、B5.5.37 段；可反驳的推定，与五级分类互不推导",
    "source: IFRS 9, 5.5.11 and B5.5.37; rebuttable presumptions, neither follows from the class",
)
STAGED = Words("第 {n} 阶段", "stage {n}")
PRESUMED = Words(
    "逾期 {dpd} 天 > {limit} 天 -> 推定第 {n} 阶段", "{dpd} days past due > {limit} -> stage {n} is presumed"
)
REBUTTED = Words(
    "推定第 {n} 阶段，但已记录反驳或另有认定：按第 {stage} 阶段",
    "stage {n} would be presumed; a rebuttal or finding is recorded: stage {stage}",
)
IMPAIRED = Words("已发生信用减值 -> 第 3 阶段", "credit-impaired -> stage 3")
CLASS_EVENTS = {
    "credit_impaired": AssetClass.SUBSTANDARD,
    "misuse_confirmed": AssetClass.SPECIAL_MENTION,
    "refinanced": AssetClass.SPECIAL_MENTION,
    "external_downgrade": AssetClass.SUBSTANDARD,
    "evasion": AssetClass.DOUBTFUL,
    "liquidation": AssetClass.LOSS,
}
"""Events that bear on the class (Art. 6), with the best class they allow."""


def why_class(verdict: Verdict, rules: Rulebook) -> Explanation:
    """Return the floor of the class with every reason and limit, and how the recorded class compares."""
    facts, limits = verdict.facts, rules.warnings.classes
    recorded = facts.text("asset_class")
    lines = [
        *(_claim(subject, limits) for subject in facts.subjects if subject.kind is SubjectKind.FACILITY),
        *_shares(facts, limits),
        *_outside_rating(facts, rules.warnings.fact_limits.external_notches),
        *_events(facts),
    ]
    bad = facts.facts.get("class_too_good")
    if bad is not None and bad.value is True:
        lines.append(Line(TOO_GOOD, fact="class_too_good"))
    elif recorded is not None and verdict.floor is not None:
        lines.append(Line(FINE, fact="asset_class"))
    lines.append(Line(LAW))
    floor = ASSET_CLASSES[verdict.floor] if verdict.floor is not None else UNKNOWN
    known = said("asset_class", recorded) if recorded else UNKNOWN
    conclusion = Words(
        FLOOR.zh.format(floor=floor.zh, recorded=known.zh), FLOOR.en.format(floor=floor.en, recorded=known.en)
    )
    return Explanation(CLASS, conclusion, facts.day, rules.version, tuple(lines))


def _labelled(subject: Subject, what: Words) -> Words:
    return Words(
        OF_CLAIM.zh.format(label=subject.label, what=what.zh),
        OF_CLAIM.en.format(label=subject.label, what=what.en),
    )


def _at_least(words: Words, asset_class: AssetClass, **values: object) -> Words:
    name = ASSET_CLASSES[asset_class]
    return Words(words.zh.format(at_least=name.zh, **values), words.en.format(at_least=name.en, **values))


def _claim(subject: Subject, limits: ClassLimits) -> Line:
    """Return the reasons of one facility; its own floor stands in its heading."""
    dpd = _days(subject)
    children = [Line(_by_days(dpd, limits), fact="dpd", subject=subject.id)]
    if _is(subject, "technical"):
        children.append(
            Line(TECHNICAL.fill(limit=limits.technical_days), fact="technical", subject=subject.id)
        )
    if _is_observed(subject):
        text = _at_least(OBSERVED, AssetClass.SPECIAL_MENTION)
        children.append(Line(text, fact="observed_months", subject=subject.id))
    floor = subject.facts.get("facility_floor")
    worked = class_floor(ClassEvidence(dpd=dpd, technical=_is(subject, "technical")), limits)
    value = floor.value if floor is not None else worked
    name = ASSET_CLASSES[AssetClass(value)] if isinstance(value, str) else UNKNOWN
    if isinstance(value, str) and value != worked:
        children.append(Line(BESIDE, fact="facility_floor", subject=subject.id))
    return Line(_labelled(subject, name), tuple(children))


def _days(subject: Subject) -> int | None:
    fact = subject.facts.get("dpd")
    return fact.value if fact is not None and isinstance(fact.value, int) else None


def _is_observed(subject: Subject) -> bool:
    fact = subject.facts.get("observed_months")
    return fact is not None and fact.value is not NA


def _is(subject: Subject, name: str) -> bool:
    fact = subject.facts.get(name)
    return fact is not None and fact.value is True


def _by_days(dpd: int | None, limits: ClassLimits) -> Words:
    if dpd is None:
        return NO_DPD
    ladder = (
        (limits.loss_days, AssetClass.LOSS),
        (limits.doubtful_days, AssetClass.DOUBTFUL),
        (limits.substandard_days, AssetClass.SUBSTANDARD),
        (limits.special_mention_days, AssetClass.SPECIAL_MENTION),
    )
    for limit, asset_class in ladder:
        if dpd > limit:
            return _at_least(DPD, asset_class, dpd=dpd, limit=limit)
    return NOT_DUE.fill(dpd=dpd, limit=limits.special_mention_days)


def _shares(facts: Facts, limits: ClassLimits) -> Iterator[Line]:
    """Yield contagion in this bank and across banks, and the other banks' classes."""
    for name, limit in (
        ("own_npl_share", limits.own_bank_share),
        ("cross_bank_share", limits.cross_bank_share),
    ):
        value = facts.number(name)
        if value is None:
            continue
        over = value > limit
        then = _at_least(THEN, AssetClass.SUBSTANDARD) if over else Words("", "")
        called, shown, bound = meaning(name), said(name, value), said(name, limit)
        sign = ">" if over else "<="
        text = Words(
            f"{called.zh} {shown.zh} {sign} {bound.zh}{then.zh}",
            f"{called.en} {shown.en} {sign} {bound.en}{then.en}",
        )
        yield Line(text, fact=name)
    fact = facts.facts.get("npl_elsewhere")
    if fact is not None and fact.value is True:
        text = _named(SET, meaning("npl_elsewhere"), AssetClass.SPECIAL_MENTION)
        yield Line(text, fact="npl_elsewhere")


def _outside_rating(facts: Facts, limit: int) -> Iterator[Line]:
    """Yield a sharp fall of an outside rating."""
    notches = facts.number("external_notches")
    if notches is not None and notches >= limit:
        yield Line(_named(SET, meaning("external_notches"), AssetClass.SUBSTANDARD), fact="external_notches")


def _named(words: Words, name: Words, asset_class: AssetClass) -> Words:
    at_least = ASSET_CLASSES[asset_class]
    return Words(
        words.zh.format(name=name.zh, at_least=at_least.zh),
        words.en.format(name=name.en, at_least=at_least.en),
    )


def _events(facts: Facts) -> Iterator[Line]:
    for subject in facts.subjects:
        kind = subject.facts.get("event_kind")
        if kind is not None and isinstance(kind.value, str) and kind.value in CLASS_EVENTS:
            text = _named(EVENT, said("event_kind", kind.value), CLASS_EVENTS[kind.value])
            yield Line(text, fact="event_kind", subject=subject.id)


def why_stage(verdict: Verdict, rules: Rulebook) -> Explanation:
    """Return the backstop stage with days past due, limits and rebuttals of every claim."""
    facts, limits = verdict.facts, rules.warnings.classes
    lines = [_stage(subject, limits) for subject in facts.subjects if subject.kind is SubjectKind.FACILITY]
    lines += [Line(IMPAIRED, fact="event_kind", subject=key) for key in _impairments(facts)]
    conclusion = UNKNOWN if verdict.stage is None else STAGED.fill(n=verdict.stage)
    return Explanation(STAGE, conclusion, facts.day, rules.version, (*lines, Line(IFRS)))


def _impairments(facts: Facts) -> Iterator[str]:
    for subject in facts.subjects:
        kind = subject.facts.get("event_kind")
        if kind is not None and kind.value == "credit_impaired":
            yield subject.id


def _stage(subject: Subject, limits: ClassLimits) -> Line:
    dpd = _days(subject)
    presumed = ifrs_stage(dpd, limits)
    fact = subject.facts.get("facility_stage")
    stage = fact.value if fact is not None else presumed
    children = []
    if dpd is None:
        children.append(Line(NO_DPD, fact="dpd", subject=subject.id))
    else:
        limit = limits.stage_3_days if dpd > limits.stage_3_days else limits.stage_2_days
        words = PRESUMED if dpd > limit else NOT_DUE
        children.append(Line(words.fill(dpd=dpd, limit=limit, n=presumed), fact="dpd", subject=subject.id))
    if stage != presumed and presumed is not None:
        children.append(
            Line(REBUTTED.fill(n=presumed, stage=stage), fact="facility_stage", subject=subject.id)
        )
    what = UNKNOWN if stage is None else STAGED.fill(n=stage)
    return Line(_labelled(subject, what), tuple(children))
