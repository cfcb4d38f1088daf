"""A book whose clients have every mixture of known and unknown values in the dimensions."""

from datetime import UTC, date, datetime, timedelta
from itertools import product
from random import Random

from relmgr.db.reader import Reader
from relmgr.db.tables import Assignment, Client, ClientCache, Contact, Facility
from relmgr.db.work import UnitOfWork
from relmgr.domain.dimensions import DimensionValue
from relmgr.domain.values import Key
from relmgr.queries.dimension_sql import BOOK, VALUES, read_values

TEXTS = ("", "华东", "华北", "North China", "a,b", "unknown", "不明")
SHOWN = ("name", "short_name", "code", "industry", "region", "group_name")
"""What a list row repeats of its client."""
SIZE = 160


def fill_segment_book(uow: UnitOfWork) -> None:
    """Write clients drawn from the values that random definitions name, with list rows of their own."""
    draw, more = Random(7), Random(8)
    tiers, levels = (None, *"ABCD"), ("unknown", "green", "yellow", "orange", "red")
    pairs = list(product(tiers, levels))
    clients = []
    cache = []
    for place in range(SIZE):
        key = f"{place:032x}"
        year = uow.today.year - draw.randrange(-1, 12)
        clients.append(
            {
                "id": key, "name": f"客户{place}", "region": draw.choice(TEXTS), "industry": draw.choice(TEXTS),
                "size": draw.choice(("", "大型", "small")), "group_name": draw.choice(TEXTS),
                "state": draw.choice(("prospect", "active", "dormant", "lost", "reactivated")),
                "since_on": draw.choice((None, uow.today.replace(year=year), uow.today.replace(year=year, day=24))),
                "is_project": draw.random() < 0.3, "phase": draw.choice(("", "construction", "operation", "A")),
                "code": more.choice(("", f"C{place}")), "uscc": more.choice(("", f"9131{place}")),
                "city": more.choice(("", "上海", "or")), "short_name": more.choice(("", "华东A", 'Say "Hi"')),
                "esg_score": draw.choice((None, *range(13))), "esg_listed": draw.choice((None, True, False)),
            }
        )  # fmt: skip
        tier, level = pairs[place % len(pairs)]
        currency = draw.choice((None, "CNY", "USD", "JPY"))
        minor = draw.choice((None, *range(13))) if currency else None
        cache.append(
            {
                "client_id": key, "sort_name": f"客户{place}", "tier": tier, "level": level,
                "mine": 1, "mine_from": uow.today,
                **{name: clients[-1][name] for name in SHOWN},
                "grade": draw.choice((None, "A", "AA", "华东")), "currency": currency, "exposure_minor": minor,
                "asset_class": draw.choice((None, "normal", "loss")),
                "limit_minor": more.choice((None, *range(13))) if currency else None,
                "last_contact_on": _near(more, uow.today), "next_step_on": _near(more, uow.today),
                "next_visit_at": _instant(more, uow.today), "open_signals": more.randrange(13),
                "stage": more.choice((None, 1, 2, 3)), "on_watch": more.random() < 0.3,
                "score_e6": more.choice((None, *range(0, 12_000_000, 700_000))), "facilities": more.randrange(3),
            }
        )  # fmt: skip
    keys = [str(client["id"]) for client in clients]
    owing = [
        {"client_id": key, "maturity_on": _near(more, uow.today), "drawn_minor": more.choice((None, 0, 5))}
        for key in more.choices(keys, k=SIZE)
    ]
    people = [
        {"client_id": key, "name": "王", "phone": more.choice(("", "138")), "email": more.choice(("", "a@b.cn")),
         "left_on": more.choice((None, None, uow.today))}
        for key in more.choices(keys, k=SIZE)
    ]  # fmt: skip
    with uow.unaudited():
        uow.insert(Client, clients)
        uow.insert(Facility, owing)
        uow.insert(Contact, people)
        uow.insert(
            Assignment,
            [{"client_id": c["id"], "manager_id": uow.manager_id, "from_on": uow.today} for c in clients],
        )
        uow.insert(ClientCache, cache)


def _near(draw: Random, today: date) -> date | None:
    return draw.choice((None, today + timedelta(days=draw.randrange(-14, 15))))


def _instant(draw: Random, today: date) -> datetime | None:
    """Return an instant around the ends of days, in any zone."""
    day = _near(draw, today)
    hour, minute = draw.choice(((0, 0), (15, 59), (16, 0), (23, 59)))
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC) if day else None


def every_value(reader: Reader) -> dict[Key, dict[str, DimensionValue]]:
    """Return what every client has in every dimension."""
    records = reader.records(f"SELECT k.client_id, {VALUES} FROM {BOOK}", today=reader.today)
    return {Key(record[0]): read_values(record[1:], reader) for record in records}
