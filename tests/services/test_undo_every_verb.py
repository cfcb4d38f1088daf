"""Every use case that can be undone leaves the book, after its undo, as it was; and a redo brings it back."""

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import SQLModel

from relmgr import services
from relmgr.bootstrap import open_workspace
from relmgr.clock import FixedClock
from relmgr.db.book import Home
from relmgr.db.reader import Reader
from relmgr.db.triggers import audited
from relmgr.db.work import UnitOfWork
from relmgr.demo_home import make_demo
from relmgr.domain.cadence_drafts import CadenceDraft
from relmgr.domain.client_drafts import ClientDraft, ContactDraft
from relmgr.domain.drafts import FollowUpDraft, SignalPlan, VisitDraft, VisitPlan
from relmgr.domain.event_kinds import EventKind
from relmgr.domain.outside_drafts import EventDraft, RebuttalDraft, RebuttalKind
from relmgr.domain.reminders import morning
from relmgr.domain.segment_grammar import parse_definition
from relmgr.domain.snooze import Snooze
from relmgr.domain.strategies import Strategy, View
from relmgr.domain.tier_overrides import TierOverrideDraft
from relmgr.domain.values import Key, Tier
from relmgr.domain.watch_list import ReviewDraft, WatchPlan
from relmgr.exchange.plans import Circumstances, plan_import
from relmgr.settings import Settings
from relmgr.workspace import Workspace

TODAY = date(2026, 11, 23)
LATER = TODAY + timedelta(days=3)
UNTOLD = {"updated_at", "updated_by", "version", "deleted"}
REASON = "这是一个足够长的书面理由"


@pytest.fixture(scope="module")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a demo book, made once."""
    folder = tmp_path_factory.mktemp("verbs") / "home"
    make_demo(Home(folder), Settings(), FixedClock(TODAY, Settings().zone)).close()
    return folder


@pytest.fixture
def demo(demo_folder: Path, tmp_path: Path) -> Iterator[Workspace]:
    """Return a workspace on a demo book of its own."""
    shutil.copytree(demo_folder, tmp_path / "home")
    workspace = open_workspace(
        Home(tmp_path / "home"), lambda: None, Settings(), FixedClock(TODAY, Settings().zone)
    )
    yield workspace
    workspace.close()


def everything(reader: Reader) -> dict[str, list[tuple[object, ...]]]:
    """Return every live row of every audited table and of the derived lists, without who wrote it when."""
    shown: dict[str, list[tuple[object, ...]]] = {}
    for table in (*audited(), SQLModel.metadata.tables["clientcache"]):
        columns = [one for one in table.columns if one.name not in UNTOLD]
        kept = [one for one in columns if (one.name, table.name) != ("id", "reminder")]
        live = " WHERE NOT deleted" if "deleted" in table.columns else ""
        names = ", ".join(f'"{one.name}"' for one in kept)
        found = reader.records(f"SELECT {names} FROM {table.name}{live}")
        shown[table.name] = sorted((tuple(map(_meant, kept, row)) for row in found), key=repr)
    return shown


def _meant(column: sa.Column[Any], value: object) -> object:
    """Return what a stored value says: JSON text is spelled in several ways, and null is nothing."""
    return json.loads(str(value)) if isinstance(column.type, sa.JSON) and value is not None else value


@dataclass(frozen=True)
class Demo:
    """A demo book and what verbs need of it."""

    book: Workspace
    folder: Path

    def key(self, sql: str) -> Key:
        """Return a key from the book."""
        found = self.book.ask(lambda reader: reader.value(sql))
        assert found is not None, sql
        return Key(found)

    def keys(self, sql: str) -> list[Key]:
        """Return keys from the book."""
        found = [Key(one) for one in self.book.ask(lambda reader: reader.column(sql))]
        assert found, sql
        return found

    @property
    def client(self) -> Key:
        """Return a client."""
        return self.key("SELECT client_id FROM clientcache WHERE tier IS NOT NULL ORDER BY client_id LIMIT 1")

    @property
    def signals(self) -> list[Key]:
        """Return three open warnings."""
        return self.keys("SELECT id FROM signal WHERE state = 'open' AND NOT deleted ORDER BY id LIMIT 3")

    @property
    def changes(self) -> list[Key]:
        """Return pending tier changes."""
        return self.keys("SELECT id FROM tierchange WHERE state = 'pending' AND NOT deleted ORDER BY id")

    @property
    def reminders(self) -> list[Key]:
        """Return two reminders that a person wrote."""
        at = morning(LATER, self.book.clock.zone)
        wrote = [self.book.do(services.add_reminder, self.client, text, at) for text in ("甲", "乙")]
        tasks = tuple(str(done.result) for done in wrote)
        return self.keys(f"SELECT id FROM reminder WHERE id IN {tasks} OR subject_id IN {tasks}")

    @property
    def visit(self) -> Key:
        """Return a planned visit."""
        return self.book.do(services.plan_visit, VisitPlan(self.client, LATER)).result

    @property
    def follow_up(self) -> Key:
        """Return an open follow-up."""
        return self.book.do(services.add_follow_up, FollowUpDraft(self.client, "送材料", LATER)).result

    @property
    def segment(self) -> Key:
        """Return a segment."""
        return self.key("SELECT id FROM segment WHERE NOT deleted ORDER BY id LIMIT 1")

    def override(self, *, asked: bool = False) -> Key:
        """Return an override, in force or asked for by somebody else of a lead."""
        rules = self.book.rules
        client = self.key(
            "SELECT client_id FROM clientcache WHERE tier = 'B' AND override_until IS NULL LIMIT 1"
        )
        draft = TierOverrideDraft(client, Tier.C, "prudence", REASON)
        key = self.book.do(services.override_tier, rules, draft, needs_approval=asked).result
        if asked:
            self.book.do(_become_lead)
        return key

    @property
    def watched(self) -> Key:
        """Return a stay on the watch list whose client has no trigger any more."""
        policy, client = self.book.rules.warnings.watch_list, self.calm
        return self.book.do(services.enter_watch, client, "行业风险", policy).result

    @property
    def calm(self) -> Key:
        """Return a client without an open warning that is not watched."""
        return self.key("SELECT client_id FROM clientcache WHERE open_signals = 0 AND NOT on_watch LIMIT 1")

    def proposed(self) -> Key:
        """Return a stay whose exit was proposed, after the reviews that the policy asks for."""
        item, policy = self.watched, self.book.rules.warnings.watch_list
        for _ in range(policy.clean_reviews):
            self.book.do(services.review_watch, item, ReviewDraft("正常", clean=True), policy)
        self.book.do(_age_watch, item)
        self.book.do(services.propose_exit, item, "风险消除", policy)
        return item

    def event(self) -> Key:
        """Return an outside event."""
        draft = EventDraft(self.client, EventKind.FREEZE, TODAY, TODAY, "账户冻结", "法院")
        return self.book.do(services.record_event, draft).result

    def rebuttal(self) -> Key:
        """Return a rebuttal."""
        draft = RebuttalDraft(self.client, RebuttalKind.STAGE_2, REASON, "客户说明", TODAY, 30)
        return self.book.do(services.record_rebuttal, draft).result

    def own_interval(self) -> Key:
        """Return a client with an interval of its own."""
        self.book.do(services.set_cadence, CadenceDraft(self.client, 20, LATER, REASON))
        return self.client

    def list_of_clients(self, text: str) -> Any:
        """Return the plan of importing a list."""
        path = self.folder / "clients.csv"
        path.write_text(text, encoding="utf-8")
        return plan_import(path, Circumstances(TODAY, self.book.clock.zone))


def _become_lead(uow: UnitOfWork) -> None:
    """Make the signed-in person a lead, and somebody else the author of what was asked for."""
    uow.run("UPDATE accountmanager SET role = 'lead' WHERE id = :me", me=uow.manager_id)
    uow.run("UPDATE tieroverride SET created_by = '别人', author = '别人' WHERE state = 'asked'")


def _age_watch(uow: UnitOfWork, item: Key) -> None:
    """Let a stay have begun long ago."""
    uow.run("UPDATE watchitem SET entered_on = '2025-01-01' WHERE id = :id", id=item)


Act = Callable[[Demo], Callable[[], object]]
"""Prepares a verb, and returns it ready to be carried out once."""


def _does(case: Any, *arguments: Any, **named: Any) -> Callable[[Demo], Callable[[], object]]:
    """Return a verb whose arguments are taken from the demo when they are functions."""

    def prepared(demo: Demo) -> Callable[[], object]:
        given = [one(demo) if callable(one) else one for one in arguments]
        return lambda: demo.book.do(getattr(services, case), *given, **named)

    return prepared


def _rules(demo: Demo) -> object:
    return demo.book.rules


def _policy(demo: Demo) -> object:
    return demo.book.rules.warnings.watch_list


VERBS: dict[str, Act] = {
    "accept_tier_changes": _does("accept_tier_changes", lambda d: d.changes),
    "acknowledge_signals": _does("acknowledge_signals", lambda d: d.signals),
    "add_client": _does("add_client", ClientDraft("全新客户有限公司", code="NEW-1")),
    "add_contact": _does("add_contact", lambda d: ContactDraft(d.client, "新联系人", phone="13800001111")),
    "add_follow_up": _does("add_follow_up", lambda d: FollowUpDraft(d.client, "送材料", LATER)),
    "add_reminder": _does(
        "add_reminder", lambda d: d.client, "打电话", lambda d: morning(LATER, d.book.clock.zone)
    ),
    "answer_feedback": _does(
        "answer_feedback",
        lambda d: d.key("SELECT id FROM feedback WHERE state = 'open' AND NOT deleted LIMIT 1"),
    ),
    "approve_exit": _does("approve_exit", lambda d: d.proposed(), "李敏", _policy),
    "approve_override": _does("approve_override", _rules, lambda d: d.override(asked=True)),
    "cancel_follow_up": _does("cancel_follow_up", lambda d: d.follow_up),
    "cancel_reminder": _does("cancel_reminder", lambda d: d.reminders[0]),
    "cancel_reminders": _does("cancel_reminders", lambda d: d.reminders),
    "cancel_visit": _does("cancel_visit", lambda d: d.visit, "客户出差"),
    "clear_cadence": _does("clear_cadence", lambda d: d.own_interval()),
    "delete_segment": _does("delete_segment", lambda d: d.segment),
    "dismiss_signals": _does("dismiss_signals", lambda d: d.signals, "误报"),
    "edit_client": _does("edit_client", lambda d: d.client, ClientDraft("改了名字的客户", region="华东")),
    "edit_contact": _does(
        "edit_contact",
        lambda d: d.key("SELECT id FROM contact WHERE NOT deleted ORDER BY id LIMIT 1"),
        lambda d: ContactDraft(d.key("SELECT client_id FROM contact ORDER BY id LIMIT 1"), "改名"),
    ),
    "end_override": _does("end_override", _rules, lambda d: d.override(), REASON),
    "enter_watch": _does("enter_watch", lambda d: d.calm, "行业风险", _policy),
    "finish_follow_up": _does("finish_follow_up", lambda d: d.follow_up, "已送达"),
    "finish_reminder": _does("finish_reminder", lambda d: d.reminders[0]),
    "finish_reminders": _does("finish_reminders", lambda d: d.reminders),
    "import_file_rows": _does(
        "import_file_rows",
        lambda d: d.list_of_clients("客户编号,客户名称\n9001,甲一\n9002,乙二\n9003,丙三\n"),
    ),
    "log_visit": _does(
        "log_visit", lambda d: VisitDraft(d.client, "谈妥", TODAY, met=("李敏",), next_on=LATER)
    ),
    "move_follow_up": _does("move_follow_up", lambda d: d.follow_up, LATER + timedelta(days=7)),
    "move_segment": _does("move_segment", lambda d: d.segment, 2),
    "move_visit": _does("move_visit", lambda d: d.visit, LATER + timedelta(days=7)),
    "override_tier": _does(
        "override_tier", _rules, lambda d: TierOverrideDraft(d.calm, Tier.D, "prudence", REASON)
    ),
    "pin_segment": _does("pin_segment", lambda d: d.segment),
    "plan_signals": _does("plan_signals", lambda d: d.signals, SignalPlan("collect", LATER, "约财务总监")),
    "plan_visit": _does("plan_visit", lambda d: VisitPlan(d.client, LATER)),
    "plan_watch": _does("plan_watch", lambda d: d.watched, WatchPlan("李敏", "按月对账", LATER)),
    "postpone_reminder": _does(
        "postpone_reminder",
        lambda d: d.reminders[0],
        lambda d: morning(LATER + timedelta(days=9), d.book.clock.zone),
    ),
    "postpone_reminders": _does(
        "postpone_reminders",
        lambda d: d.reminders,
        lambda d: morning(LATER + timedelta(days=9), d.book.clock.zone),
    ),
    "postpone_tier_changes": _does("postpone_tier_changes", lambda d: d.changes, LATER, "再看一季"),
    "propose_exit": _does("propose_exit", lambda d: _reviewed(d), "风险消除", _policy),
    "record_event": _does(
        "record_event", lambda d: EventDraft(d.client, EventKind.FREEZE, TODAY, TODAY, "账户冻结", "法院")
    ),
    "record_rebuttal": _does(
        "record_rebuttal",
        lambda d: RebuttalDraft(d.client, RebuttalKind.STAGE_2, REASON, "客户说明", TODAY, 30),
    ),
    "refuse_exit": _does("refuse_exit", lambda d: d.proposed(), "李敏", "再看一季"),
    "refuse_override": _does("refuse_override", lambda d: d.override(asked=True), REASON),
    "reject_tier_changes": _does("reject_tier_changes", lambda d: d.changes, "data", "数据有误"),
    "remove_contact": _does(
        "remove_contact", lambda d: d.key("SELECT id FROM contact WHERE NOT deleted ORDER BY id LIMIT 1")
    ),
    "rename_segment": _does("rename_segment", lambda d: d.segment, "换个名字"),
    "renew_override": _does(
        "renew_override",
        _rules,
        lambda d: d.override(),
        lambda d: TierOverrideDraft(
            d.key("SELECT client_id FROM tieroverride ORDER BY id DESC LIMIT 1"),
            Tier.C,
            "other",
            REASON + "二",
        ),
    ),
    "resolve_signals": _does("resolve_signals", lambda d: d.signals, "true", "已收回"),
    "review_watch": _does("review_watch", lambda d: d.watched, ReviewDraft("正常", clean=True), _policy),
    "rewrite_follow_up": _does("rewrite_follow_up", lambda d: d.follow_up, "送齐材料"),
    "rewrite_reminder": _does("rewrite_reminder", lambda d: d.reminders[0], "约时间"),
    "rewrite_visit": _does("rewrite_visit", lambda d: d.visit, "谈续授信"),
    "save_segment": _does("save_segment", "华东大户", lambda d: parse_definition("region=华东")),
    "set_cadence": _does("set_cadence", lambda d: CadenceDraft(d.client, 20, LATER, REASON)),
    "set_strategy": _does("set_strategy", lambda d: d.segment, Strategy("重点", 30, ("training",))),
    "settle_event": _does("settle_event", lambda d: d.event(), TODAY),
    "snooze_signals": _does(
        "snooze_signals",
        lambda d: d.signals,
        Snooze(LATER, "等待还款到账"),
        lambda d: d.book.rules.warnings.snooze,
    ),
    "take_segment": _does(
        "take_segment",
        lambda d: d.key("SELECT name FROM segment WHERE NOT deleted ORDER BY id LIMIT 1"),
        lambda d: parse_definition("region=华东"),
        View("-exposure", ("name",)),
        Strategy("重点", 30, ("training",)),
    ),
    "withdraw_rebuttal": _does("withdraw_rebuttal", lambda d: d.rebuttal()),
    "write_notes": _does("write_notes", lambda d: d.client, "两行\n笔记"),
}
"""Each verb once, on a demo book; a bulk verb on several rows."""

NOT_UNDONE = {
    "evaluate_book", "evaluate_due", "note_evaluation", "escalate_signals", "tell_warnings", "make_columns", "stand_by",
    "ack_inbox", "mark_shown", "fire_due_reminders", "derive_reminders", "remember",
    "open_book", "fill_demo_book", "answer_demo_verdicts", "begin_demo_day", "override_demo_tier",
    "tell_past_demo_reminders", "undo_last", "undo_action", "redo_last", "redo_action",
}  # fmt: skip
"""What follows from data, what this machine notes for itself, what makes a book, and undo itself."""


def _reviewed(demo: Demo) -> Key:
    item, policy = demo.watched, demo.book.rules.warnings.watch_list
    for _ in range(policy.clean_reviews):
        demo.book.do(services.review_watch, item, ReviewDraft("正常", clean=True), policy)
    demo.book.do(_age_watch, item)
    return item


def test_every_use_case_is_tried_or_named_as_one_that_is_never_undone() -> None:
    assert set(services.HOME) == set(VERBS) | NOT_UNDONE
    assert not set(VERBS) & NOT_UNDONE


@pytest.mark.parametrize("name", sorted(VERBS))
def test_undo_restores_and_redo_repeats(name: str, demo: Workspace, tmp_path: Path) -> None:
    act = VERBS[name](Demo(demo, tmp_path))
    before = demo.ask(everything)
    act()
    after = demo.ask(everything)
    assert after != before, f"{name} changed nothing"
    label = demo.do(services.undo_last).result
    assert label.zh
    assert label.en
    assert demo.ask(everything) == before
    demo.do(services.redo_last)
    assert demo.ask(everything) == after
    demo.do(services.undo_last)
    assert demo.ask(everything) == before
