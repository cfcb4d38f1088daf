"""What stands beside a watched client: why it is watched, who does what by when, and what reviews found."""

from collections.abc import Iterator, Sequence
from datetime import date

from textual.content import Content

from relmgr import i18n
from relmgr.domain import dates
from relmgr.domain.value_words import ASSET_CLASSES, worded
from relmgr.domain.watch_list import WatchState
from relmgr.domain.watch_words import CAUSES, PLAN_STATES, PROPOSALS, WATCH_STATES
from relmgr.queries.watch_list import ReviewRow, WatchRow
from relmgr.queries.watch_standing import Trigger
from relmgr.screens.warning_detail import exposure
from relmgr.widgets import glyphs, privacy
from relmgr.widgets.badges import Styled, content, level_badge, lines, severity_badge, tier_badge
from relmgr.words import Words

SINCE = Words("{on} 列入，{days} 天", "since {on}, {days} days")
AGAIN = Words("再入", "again within a year")
THEN = Words("列入时敞口 {amount}  押品 {security}", "on entry: exposure {amount}, security {security}")
OWNER, PLAN = Words("负责人", "Owner"), Words("计划", "Plan")
MISSING = Words("缺", "missing")
ANSWER = Words("须在 {on} 前补齐", "due by {on}")
REPORTED = Words("逾期未补，已上报", "late, reported to the manager")
NEXT, EVERY = Words("下次检查 {on}", "next review {on}"), Words("每 {n} 天", "every {n} days")
LATE = Words("逾{n}天", "late {n}d")
CLEAN = Words("连续正常 {n} 次", "{n} clean in a row")
TRIGGERS, CLEARED = Words("触发预警", "Triggers"), Words("触发预警已全部解除", "every trigger has cleared")
PROPOSED = Words("{by} {on} 提出退出：{why}", "{by} proposed the exit on {on}: {why}")
APPROVED = Words("{by} {on} 批准退出", "{by} approved the exit on {on}")
SENT_BACK = Words("退回", "Sent back")
REVIEWS, NONE = Words("检查", "Reviews"), Words("还没有检查", "none yet")
IS_CLEAN, NOT_CLEAN = Words("正常", "clean"), Words("有问题", "not clean")
STAGE = Words("阶段{n}", "stage {n}")


def watch_detail(
    row: WatchRow, triggers: Sequence[Trigger], reviews: Sequence[ReviewRow], today: date
) -> Content:
    """Return the detail of a watched client, the most needed lines first: a narrow window shows only those."""
    return lines(*_facts(row, today), *_exit(row), *_triggers(row, triggers), *_reviews(reviews))


def _facts(row: WatchRow, today: date) -> Iterator[Content]:
    say = i18n.say
    yield content(
        Styled(privacy.name(row.client), "strong"), "  ", tier_badge(row.tier), "  ", level_badge(row.level),
        "  ", say(WATCH_STATES[row.state]),
    )  # fmt: skip
    again = f"  {say(AGAIN)}" if row.is_reentry else ""
    since = say(SINCE, on=row.entered_on, days=row.age(today))
    yield content(f"{say(CAUSES[row.cause])} {privacy.words(row.text)}  ", Styled(f"{since}{again}", "muted"))
    if row.is_on:
        late = row.is_review_late(today)
        said = say(LATE, n=(today - row.next_review_on).days) if late else say(EVERY, n=row.review_days)
        yield content(
            say(NEXT, on=dates.month_day(row.next_review_on)), "  ", Styled(said, "overdue" if late else "muted"),
            f"  {say(CLEAN, n=row.clean_reviews)}",
        )  # fmt: skip
    yield _labelled(OWNER, privacy.name(row.owner) if row.owner else say(MISSING))
    due = f"  {dates.full(row.plan_due_on, i18n.language())}" if row.plan_due_on else ""
    yield _labelled(PLAN, f"{privacy.words(row.plan) or say(MISSING)}{due}")
    if row.is_unanswered and row.answer_by_on is not None:
        late = row.is_answer_late(today)
        said = say(REPORTED) if late else say(ANSWER, on=dates.month_day(row.answer_by_on))
        yield content(Styled(said, "overdue" if late else "strong"))
    amount, security = (exposure(minor, row.currency) for minor in (row.exposure_minor, row.security_minor))
    yield content(Styled(say(THEN, amount=amount, security=security), "muted"))


def _exit(row: WatchRow) -> Iterator[Content]:
    if row.state is WatchState.EXIT_PROPOSED or row.exit_approved_by:
        on = dates.month_day(row.exit_asked_on) if row.exit_asked_on else "-"
        yield content(
            i18n.say(PROPOSED, by=privacy.name(row.exit_by), on=on, why=privacy.words(row.exit_reason))
        )
    if row.exit_approved_by and row.exited_on is not None:
        by, on = privacy.name(row.exit_approved_by), dates.month_day(row.exited_on)
        yield content(i18n.say(APPROVED, by=by, on=on))
    if row.refusal:
        yield _labelled(SENT_BACK, privacy.words(row.refusal))


def _triggers(row: WatchRow, triggers: Sequence[Trigger]) -> Iterator[Content]:
    if not row.is_on:
        return
    if not triggers:
        yield content(i18n.say(CLEARED))
        return
    yield content(Styled(glyphs.titled(f"{i18n.say(TRIGGERS)} {len(triggers)}"), "muted"))
    for one in triggers:
        yield content(
            severity_badge(one.severity), f" {one.rule_id} {privacy.about(i18n.say(one.title), row.client)}"
        )


def _reviews(reviews: Sequence[ReviewRow]) -> Iterator[Content]:
    yield content(Styled(glyphs.titled(f"{i18n.say(REVIEWS)} {len(reviews) or i18n.say(NONE)}"), "muted"))
    for one in reviews:
        checked = [i18n.say(worded(ASSET_CLASSES, one.asset_class))] if one.asset_class else []
        checked += [i18n.say(STAGE, n=one.stage)] if one.stage is not None else []
        parts = [
            dates.month_day(one.reviewed_on), privacy.name(one.by),
            i18n.say(IS_CLEAN if one.clean else NOT_CLEAN), privacy.words(one.finding),
            *checked, i18n.say(PLAN_STATES[one.plan_status]), i18n.say(PROPOSALS[one.proposal]),
        ]  # fmt: skip
        yield content("  ".join(parts))


def _labelled(words: Words, text: str) -> Content:
    return content(Styled(i18n.say(words), "muted"), f" {text}")
