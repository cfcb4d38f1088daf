"""A workspace without a database: answers the questions of the client book from a list."""

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any, cast

from relmgr.clock import FixedClock
from relmgr.domain.orders import Keys, Listing, View
from relmgr.domain.values import Key, Level, Tier
from relmgr.errors import Invalid
from relmgr.queries.client_narrow import Wanted
from relmgr.queries.clients import ClientRow
from relmgr.queries.drafts import KeptDraft
from relmgr.queries.finding import FoundClient
from relmgr.queries.nav import NavCounts
from relmgr.queries.visit_form import VisitClient, VisitStart
from relmgr.settings import Settings
from relmgr.workspace import Done, Workspace

TODAY = date(2026, 11, 23)
NAMES = (
    "华能电力股份有限公司", "三峡新能源", "国家管网集团", "宁德时代新能源", "通威股份", "隆基绿能科技", "中铁建设集团",
    "中远海运物流", "Acme Steel (China)", "招商港口控股", "[/x] 招商", "[bold]A", "A[1]B", "[$error]x",
    "长" * 500, "\u202eRTL\u202c", "👨\u200d👩\u200d👧 家", "ＦＵＬＬ　ｗｉｄｔｈ",
)  # fmt: skip
LEVELS = (Level.RED, Level.GREEN, Level.GREEN, Level.YELLOW, Level.ORANGE, Level.UNKNOWN)


def make_row(n: int) -> ClientRow:
    """Return the n-th client of the book."""
    name = NAMES[n] if n < len(NAMES) else f"客户 {n:06}"
    return ClientRow(
        id=Key(f"{n:032x}"),
        name=name,
        short_name="",
        code=f"C{n:06}",
        tier=(*Tier, None)[n % 5],
        level=LEVELS[n % 6],
        open_signals=n % 3,
        exposure_minor=None if n % 7 == 6 else (10_000 - n % 9_000) * 100_000_000,
        currency=None if n % 7 == 6 else "CNY",
        industry="电力",
        region="华东",
        last_contact_on=TODAY - timedelta(days=n % 90),
        next_visit_at=datetime(2026, 11, 23, 2, tzinfo=UTC) + timedelta(days=n % 9 - 2) if n % 2 else None,
        next_step="续授信" if n % 3 == 0 else "",
        next_step_on=None,
    )


@dataclass
class FakeWorkspace:
    """Counts what it is asked for and remembers what it was told to do."""

    size: int = 100
    is_demo: bool = True
    settings: Settings = field(default_factory=Settings)
    fetched: list[int] = field(default_factory=list)
    done: list[tuple[str, tuple[Any, ...]]] = field(default_factory=list)
    drafts: dict[str, KeptDraft] = field(default_factory=dict)
    manager_name: str = "王磊"
    fail: BaseException | None = None
    gate: threading.Event | None = None

    def __post_init__(self) -> None:
        """Stand at ten o'clock of the day of the tests."""
        self.clock = FixedClock(TODAY, Settings().zone)
        self.me = SimpleNamespace(role="manager")

    def ask(self, question: Callable[..., Any], *args: Any) -> Any:
        """Answer by the name of the question."""
        if self.gate is not None:
            self.gate.wait(5)
        if self.fail is not None:
            raise self.fail
        return getattr(self, question.__name__)(*args)

    def do(self, use_case: Callable[..., Any], *args: Any) -> Done[Any]:
        """Remember the use case."""
        name = use_case.__name__
        if name == "log_visit" and args[0].summary == "boom":
            raise Invalid("summary", use_case_words())
        self.done.append((name, args))
        return Done(
            result="0" * 32,
            action_id="a",
            touched=frozenset({"visit"}) if name == "log_visit" else frozenset(),
        )

    def keep_draft(self, form_key: str, values: Mapping[str, str]) -> None:
        """Keep what is typed."""
        self.drafts[form_key] = KeptDraft(dict(values), self.clock.now())

    def drop_draft(self, form_key: str) -> None:
        """Forget it."""
        self.drafts.pop(form_key, None)

    def draft(self, form_key: str) -> KeptDraft | None:
        """Return what was kept."""
        return self.drafts.get(form_key)

    def visits(self) -> list[Any]:
        """Return the drafts of the visits that were logged."""
        return [args[0] for name, args in self.done if name == "log_visit"]

    # the questions --------------------------------------------------------------------------------------

    def client_order(
        self, sort: str = "exposure", reverse: bool = False, find: str = "", _selection: object = None
    ) -> list[Key]:
        """Return keys by number, the way round that is asked for."""
        keys = [Key(f"{n:032x}") for n in range(self.size) if not find or find in make_row(n).name]
        return keys[::-1] if reverse else keys

    def open_clients(
        self, wanted: Wanted, view: View, _stop: object = None, _before: object = None
    ) -> Listing[ClientRow]:
        """Return the order as it is held, with the first rows in view."""
        order = Keys(self.client_order(wanted.sort, wanted.reverse, wanted.find))
        place = order.place(view.key) if view.key is not None else 0
        found = place if place is not None else max(0, min(view.place, len(order) - 1))
        first, count = view.pages(found, len(order), 50)
        rows = self.client_rows(order.keys[first : first + count])
        return Listing(order, found, first, rows, wanted.scope, asked=view.place)

    def remembered(self, _key: str) -> str | None:
        """Return nothing."""
        return None

    def client_rows(self, keys: Sequence[Key]) -> list[ClientRow]:
        """Return rows and count them."""
        self.fetched.append(len(keys))
        return [make_row(int(key, 16)) for key in keys]

    def client_preview(self, key: Key) -> Any:
        """Return a client with nobody and nothing."""
        row = make_row(int(key, 16))
        return SimpleNamespace(
            profile=row,
            contacts=(SimpleNamespace(name="王建国", title="财务总监"),),
            last_visits=(),
            signals=(),
            follow_ups=(),
        )

    def found_clients(self, text: str, limit: int = 50) -> list[FoundClient]:
        """Return clients whose name contains the text; `hndl` is the first one."""
        rows = [make_row(n) for n in range(min(self.size, 30))]
        rows = rows[:1] if text == "hndl" else [row for row in rows if text in row.name]
        return [FoundClient(r.id, r.name, r.code, r.tier, r.level) for r in rows[:limit]]

    def visit_start(self, key: Key) -> VisitStart:
        """Return the client with two people."""
        row = make_row(int(key, 16))
        client = VisitClient(row.id, row.name, row.tier, row.level)
        return VisitStart(client, ("王建国", "李敏"))

    def nav_counts(self) -> NavCounts:
        """Return some figures."""
        return NavCounts(7, 3, 3)


def use_case_words() -> Any:
    """Return the sentence of a refused visit."""
    from relmgr.words import Words

    return Words("不行。", "No.")


def as_workspace(fake: FakeWorkspace) -> Workspace:
    """Return the fake as what the app takes."""
    return cast(Workspace, fake)


def make_app(fake: FakeWorkspace | None = None, start: str = "clients") -> Any:
    """Return the app over a fake workspace."""
    from relmgr.app import RelmgrApp

    return RelmgrApp(as_workspace(fake or FakeWorkspace()), start)
