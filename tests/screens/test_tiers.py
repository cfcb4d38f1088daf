"""The tier review: the figures sum to the change, and deciding is quick and can be taken back."""

import json

import pytest

from relmgr import i18n, services
from relmgr.db.reader import Reader
from relmgr.domain.tier_overrides import TierOverrideDraft
from relmgr.domain.values import Severity, Tier
from relmgr.rulebook.loader import load
from relmgr.workspace import Workspace
from tests.screens.driving import driving
from tests.screens.queue_book import HOSTILE, Case, add_change, add_changes
from tests.services.test_tier_overrides import CLIENT as RATED
from tests.services.test_tier_overrides import add as add_rated
from tests.services.test_tier_overrides import propose


def decisions(reader: Reader) -> list[tuple[str, ...]]:
    """Return client, state, reason code, reason and day of every change, by exposure."""
    return reader.records(
        "SELECT c.short_name, t.state, t.reason_code, t.reason, t.postponed_until FROM tierchange t"
        " JOIN client c ON c.id = t.client_id JOIN clientcache k ON k.client_id = c.id"
        " ORDER BY k.exposure_minor DESC, c.id"
    )


@pytest.fixture
def review(book: Workspace) -> Workspace:
    """Return a book with three proposed changes."""
    book.do(add_changes)
    return book


async def test_accept_three_in_four_keys(review: Workspace) -> None:
    """`5 a a a` in one burst; the cursor goes on by itself, `u` takes the last one back."""
    async with driving(review, "clients") as drive:
        await drive.keys("5", "a", "a", "a")
        await drive.settle()
        assert drive.count == 4
        assert [row[1] for row in review.ask(decisions)] == ["accepted"] * 3
        assert "没有待复核的分层变动" in drive.screen_text
        await drive.keys("u")
        await drive.settle()
        assert sorted(row[1] for row in review.ask(decisions)) == ["accepted", "accepted", "pending"]


async def test_reject_needs_a_reason(review: Workspace) -> None:
    """A digit is a reason; "other" asks for a sentence and does not take a blank one."""
    async with driving(review, "tiers") as drive:
        await drive.keys("x", "2")
        await drive.keys("x", "4", "enter")
        await drive.settle()
        assert "请写一句" in drive.screen_text
        await drive.text("merger")
        await drive.keys("enter")
        await drive.settle()
    found = review.ask(decisions)
    assert [row[1:4] for row in found] == [
        ("rejected", "one_off", ""),
        ("rejected", "other", "merger"),
        ("pending", "", ""),
    ]


async def test_postpone_to_a_day(review: Workspace) -> None:
    """`p +8 Enter`; the change leaves the queue and stands among the decided ones."""
    async with driving(review, "tiers") as drive:
        await drive.keys("p", "+", "8", "enter")
        await drive.settle()
        assert review.ask(decisions)[0][4] == "2026-12-01"
        await drive.keys("right_square_bracket")
        await drive.settle()
        assert "三峡新能源" in drive.screen_text
        assert "暂缓" in drive.screen_text


async def test_postponing_to_the_past_keeps_the_text(review: Workspace) -> None:
    """A day that cannot be read is named and nothing is written."""
    async with driving(review, "tiers") as drive:
        await drive.keys("p", "x", "enter")
        await drive.settle()
        assert "看不懂" in drive.screen_text
    assert {row[1] for row in review.ask(decisions)} == {"pending"}


async def test_marked_ones_are_decided_at_once(review: Workspace) -> None:
    """Marks make one action of many; one undo takes it back."""
    async with driving(review, "tiers") as drive:
        await drive.keys("V", "a")
        await drive.settle()
        assert [row[1] for row in review.ask(decisions)] == ["accepted"] * 3
        await drive.keys("u")
        await drive.settle()
    assert [row[1] for row in review.ask(decisions)] == ["pending"] * 3


async def test_a_decided_one_says_so(review: Workspace) -> None:
    """Verbs on the decided view refuse with the way back."""
    async with driving(review, "tiers") as drive:
        await drive.keys("a", "right_square_bracket")
        await drive.settle()
        await drive.keys("a")
        await drive.settle()
        assert "已经处理过" in drive.screen_text


@pytest.mark.parametrize(("language", "size"), [("zh", (100, 30)), ("en", (80, 24))])
async def test_the_figures_sum_to_the_change(
    review: Workspace, language: i18n.Language, size: tuple[int, int]
) -> None:
    """Every term, the total, the threshold, the effect and what is missing are beside the list."""
    i18n.use(language)
    async with driving(review, "tiers", size=size) as drive:
        shown = drive.screen_text
    change, reasons = review.ask(
        lambda r: r.records(
            "SELECT score_e6 - score0_e6, reasons FROM tierchange ORDER BY score_e6 DESC LIMIT 1"
        )
    )[0]
    assert sum(term["points_e6"] for term in json.loads(reasons)) == change == 4_200_000
    wanted = (
        ("三峡新能源  B > A 升", "综合贡献", "14.1 %", "客户满意 有无", "合计", "+4.2", "A >= 80   距离 +2.4", "边缘",
         "缺失")
        if language == "zh"
        else ("B>A UP", "contribution", "14.1 %", "satisfaction", "Total", "+4.2", "A needs >= 80: margin +2.4", "edge",
              "missing")
    )  # fmt: skip
    for text in wanted:
        assert text in shown, text


async def test_an_empty_queue_says_so(book: Workspace) -> None:
    """Nothing to review, nothing reviewed."""
    async with driving(book, "tiers") as drive:
        assert "没有待复核的分层变动" in drive.screen_text
        await drive.keys("right_square_bracket")
        await drive.settle()
        assert "本季还没有复核过" in drive.screen_text


async def test_hostile_names_are_harmless(book: Workspace) -> None:
    """Names that look like markup are shown, decided and told."""
    for name in HOSTILE:
        case = Case(name, name[:100], "", "", Severity.YELLOW, 0)
        book.do(add_change, case, "B", "A", 78.0, 82.0)
    async with driving(book, "tiers", size=(80, 24)) as drive:
        for _ in HOSTILE:
            await drive.keys("a")
        await drive.settle()
    assert {row[1] for row in book.ask(decisions)} == {"accepted"}


@pytest.fixture
def rated(book: Workspace) -> Workspace:
    """Return a book with one client that an evaluation has rated B."""
    book.do(add_rated)
    book.do(services.evaluate_book, load())
    return book


def overrides(reader: Reader) -> list[tuple[str, ...]]:
    """Return target, kind of reason, reason, days and state of every override, oldest first."""
    return reader.records(
        "SELECT target_tier, reason_code, reason, CAST(julianday(expires_on) - julianday(from_on) AS TEXT), state"
        " FROM tieroverride WHERE NOT deleted ORDER BY id"
    )


async def test_override_in_four_keys(review: Workspace) -> None:
    """`5 e 3 2 text Enter`: tier and kind by digit, the term is filled in; the proposal is withdrawn."""
    async with driving(review, "clients") as drive:
        await drive.keys("5", "e", "3", "2")
        await drive.text("a merger not in the figures")
        await drive.keys("enter")
        await drive.settle()
        assert drive.count == 5
        assert review.ask(overrides) == [("C", "new_facts", "a merger not in the figures", "90.0", "active")]
        assert sorted(row[1] for row in review.ask(decisions)) == [
            "accepted",
            "pending",
            "pending",
            "superseded",
        ]
        await drive.keys("u")
        await drive.settle()
        assert review.ask(overrides) == []
        assert "三峡新能源" in drive.screen_text


async def test_what_is_wrong_keeps_the_text(review: Workspace) -> None:
    """A short reason, a term too long and a reason given before are said in the form."""
    async with driving(review, "tiers", size=(80, 24)) as drive:
        await drive.keys("e", "1", "1")
        await drive.text("too short")
        await drive.keys("ctrl+s")
        await drive.settle()
        assert "至少 10 个字" in drive.screen_text
        assert "too short" in drive.screen_text
        await drive.text(" no more")
        await drive.keys("tab")
        await drive.text("0")
        await drive.keys("ctrl+s")
        await drive.settle()
        assert "1 至 180 天" in drive.screen_text
        assert review.ask(overrides) == []
        await drive.keys("backspace", "ctrl+s")
        await drive.settle()
        assert len(review.ask(overrides)) == 1


async def test_overrides_are_seen_renewed_and_ended(rated: Workspace) -> None:
    """The view shows target, model and last day; `e` renews with a new reason, `x` ends with one."""
    async with driving(rated, "tiers") as drive:
        await drive.keys("n")
        await drive.text("hndl")
        await drive.settle()
        await drive.keys("enter", "1", "1")
        await drive.text("strategic client of the bank")
        await drive.keys("enter")
        await drive.settle()
        await drive.keys("left_square_bracket")
        await drive.settle()
        shown = drive.screen_text
        for text in (
            "B ! A",
            "02-21",
            "A（改层；模型 B，至 2027-02-21）",
            "改层率 100.0%",
            "超过 10%",
            "评分卡 公司客户",
        ):
            assert text in shown, text
        await drive.keys("e", "4")
        await drive.text("strategic client of the bank")
        await drive.keys("ctrl+s")
        await drive.settle()
        assert "续期要写新的理由" in drive.screen_text
        await drive.text(", now with its group")
        await drive.keys("ctrl+s")
        await drive.settle()
        assert [row[4] for row in rated.ask(overrides)] == ["ended", "active"]
        await drive.keys("a", "p")
        await drive.settle()
        assert "不能暂缓" in drive.screen_text
        await drive.keys("x")
        await drive.text("settled")
        await drive.keys("enter")
        await drive.settle()
        assert [row[4] for row in rated.ask(overrides)] == ["ended", "ended"]
        assert "现在没有改层" in drive.screen_text
        await drive.keys("u")
        await drive.settle()
        assert "B ! A" in drive.screen_text


async def test_the_detail_tells_card_machine_and_next_evaluation(rated: Workspace) -> None:
    """Enter on the tier of the client page opens the same sentences as the review."""
    rated.do(propose)
    async with driving(rated, "tiers", size=(120, 40)) as drive:
        for text in ("现为 B", "评分卡 公司客户", "分层机制 标准；下次可变动的月份 2026-12-01 起"):
            assert text in drive.screen_text, text


async def test_the_client_page_shows_the_model_beside_an_override(rated: Workspace) -> None:
    """The published tier never stands without the model's where they differ."""
    draft = TierOverrideDraft(RATED, Tier.D, "prudence", "审慎起见先降到最低层级")
    rated.do(services.override_tier, load(), draft)
    async with driving(rated, "clients", size=(120, 40)) as drive:
        await drive.keys("enter", "right_square_bracket", "right_square_bracket", "right_square_bracket")
        await drive.settle()
        assert "D（改层；模型 B，至 2027-02-21）" in drive.screen_text


async def test_the_client_page_overrides_too(rated: Workspace) -> None:
    """`n 6` on the client page opens the same form."""
    async with driving(rated, "clients", size=(120, 40)) as drive:
        await drive.keys("enter", "n", "6", "4", "5")
        await drive.text("prudence until the audit is in")
        await drive.keys("enter")
        await drive.settle()
        assert rated.ask(overrides)[0][:2] == ("D", "prudence")
