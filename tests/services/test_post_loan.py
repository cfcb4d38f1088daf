"""Events and rebuttals: recorded as of the day they are known, settled or withdrawn, undone as a whole."""

from datetime import date

import pytest

from relmgr import services
from relmgr.domain.client_drafts import ClientDraft
from relmgr.domain.event_kinds import EventKind
from relmgr.domain.outside_drafts import EventDraft, RebuttalDraft, RebuttalKind
from relmgr.domain.values import Key
from relmgr.errors import Invalid
from relmgr.queries.post_loan import PostLoanFile, post_loan_file
from relmgr.workspace import Workspace
from tests.conftest import TODAY

REASON, EVIDENCE = "系统升级致扣款失败，次日补扣成功", "扣款回单"


@pytest.fixture
def client(book: Workspace) -> Key:
    """Return the key of one client."""
    return book.do(services.add_client, ClientDraft("华能能源(示例)")).result


def file_of(book: Workspace, client: Key) -> PostLoanFile:
    """Return the post-loan file of a client."""
    return book.ask(post_loan_file, client)


def test_an_event_is_known_from_today_and_settled_later(book: Workspace, client: Key) -> None:
    draft = EventDraft(client, EventKind.SUIT, date(2026, 11, 2), TODAY, " 合同纠纷 ", "法院公告")
    key = book.do(services.record_event, draft).result
    (event,) = file_of(book, client).events
    assert (event.kind, event.known_on, event.text, event.ended_on) == ("suit", TODAY, "合同纠纷", None)
    with pytest.raises(Invalid, match="before it happened"):
        book.do(services.settle_event, key, date(2026, 11, 1))
    book.do(services.settle_event, key, TODAY)
    assert file_of(book, client).events[0].ended_on == TODAY
    book.do(services.undo_last)
    assert file_of(book, client).events[0].ended_on is None


def test_an_event_of_the_future_is_refused(client: Key) -> None:
    with pytest.raises(Invalid, match="lies ahead"):
        EventDraft(client, EventKind.SUIT, date(2026, 11, 24), TODAY)


def test_a_rebuttal_holds_its_days_and_is_withdrawn(book: Workspace, client: Key) -> None:
    draft = RebuttalDraft(client, RebuttalKind.STAGE_2, REASON, EVIDENCE, TODAY)
    key = book.do(services.record_rebuttal, draft).result
    (row,) = file_of(book, client).rebuttals
    assert (row.is_active, row.expires_on, row.author) == (True, date(2027, 2, 20), "王磊")
    book.do(services.withdraw_rebuttal, key)
    assert not file_of(book, client).rebuttals[0].is_active
    book.do(services.undo_last)
    assert file_of(book, client).rebuttals[0].is_active


def test_a_technical_overdue_ends_after_its_seventh_day(client: Key) -> None:
    draft = RebuttalDraft(client, RebuttalKind.TECHNICAL, REASON, EVIDENCE, TODAY)
    assert draft.expires_on == date(2026, 11, 29)
    with pytest.raises(Invalid, match="1 to 7"):
        RebuttalDraft(client, RebuttalKind.TECHNICAL, REASON, EVIDENCE, TODAY, 8)


@pytest.mark.parametrize(("reason", "evidence"), [("短", EVIDENCE), (REASON, " ")])
def test_a_rebuttal_needs_reason_and_evidence(client: Key, reason: str, evidence: str) -> None:
    with pytest.raises(Invalid):
        RebuttalDraft(client, RebuttalKind.STAGE_3, reason, evidence, TODAY)
