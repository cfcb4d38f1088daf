"""Drafts: what a person hands to a use case, checked before anything is written."""

from dataclasses import dataclass
from datetime import date, time

from relmgr.domain.values import Key, VisitKind
from relmgr.errors import Invalid
from relmgr.words import Words

MAX_TEXT = 20_000
"""Longest text a field takes, in characters; far above any real note."""

START_OF_DAY = time(9, 0)
"""Local time under which a visit without a time of day is kept."""

NO_CLIENT = Words("请先选客户。", "Choose a client first.")
NO_SUMMARY = Words(
    "要点还空着：一句话说清谈了什么、结果如何。", "The summary is empty: one sentence on what was said."
)
TOO_LONG = Words("太长了：最多 {most} 个字。", "Too long: at most {most} characters.")
NEXT_BEFORE = Words(
    "下次日期 {next} 早于本次 {on}；应晚于本次。",
    "The next date {next} is before this one, {on}; it must be later.",
)
NO_DEPARTMENT = Words("需求要转给哪个部门？", "Which department should hear of this need?")
NO_TEXT = Words("内容还空着。", "The text is empty.")
NO_REASON = Words("请写明理由。", "A reason is needed.")


def required(field: str, text: str, words: Words) -> None:
    """Raise Invalid when a text is blank or longer than a field takes."""
    if not text.strip():
        raise Invalid(field, words)
    if len(text) > MAX_TEXT:
        raise Invalid(field, TOO_LONG.fill(most=MAX_TEXT))


@dataclass(frozen=True, slots=True)
class VisitDraft:
    """A contact that took place: one sentence is enough, the rest is optional.

    `visit_id` names the planned visit it fulfils; `met` are names; a `need` goes to a `department`.
    """

    client_id: Key
    summary: str
    on: date
    kind: VisitKind = VisitKind.VISIT
    met: tuple[str, ...] = ()
    next_on: date | None = None
    next_step: str = ""
    need: str = ""
    department: str = ""
    visit_id: Key | None = None

    def __post_init__(self) -> None:
        """Raise Invalid naming the field that is not usable."""
        if not self.client_id:
            raise Invalid("client_id", NO_CLIENT)
        required("summary", self.summary, NO_SUMMARY)
        if self.next_on is not None and self.next_on < self.on:
            raise Invalid("next_on", NEXT_BEFORE.fill(next=self.next_on, on=self.on))
        if self.department and not self.need.strip():
            raise Invalid("need", NO_TEXT)


@dataclass(frozen=True, slots=True)
class VisitPlan:
    """A contact that is to take place; without `at` it is planned for the day."""

    client_id: Key
    on: date
    at: time | None = None
    kind: VisitKind = VisitKind.VISIT
    topic: str = ""
    place: str = ""
    met: tuple[str, ...] = ()
    minutes: int | None = None

    def __post_init__(self) -> None:
        """Raise Invalid naming the field that is not usable."""
        if not self.client_id:
            raise Invalid("client_id", NO_CLIENT)


@dataclass(frozen=True, slots=True)
class FollowUpDraft:
    """Something to be done for a client by a day."""

    client_id: Key
    text: str
    due_on: date | None

    def __post_init__(self) -> None:
        """Raise Invalid naming the field that is not usable."""
        if not self.client_id:
            raise Invalid("client_id", NO_CLIENT)
        required("text", self.text, NO_TEXT)


@dataclass(frozen=True, slots=True)
class SignalPlan:
    """How a warning will be handled: measure, by when, and a note."""

    measure: str
    due_on: date
    note: str = ""

    def __post_init__(self) -> None:
        """Raise Invalid naming the field that is not usable."""
        required("measure", self.measure, Words("请选一项措施。", "Choose a measure."))
