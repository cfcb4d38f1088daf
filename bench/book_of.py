"""A generated book for lists and search: fictitious companies in an encrypted file, written in one transaction.

Clients, assignments, list rows and (if wanted) the search index go straight into their tables: the ledger behind
them is left out, and nothing is audited. The same number of clients gives the same book, whatever the machine.
"""

import argparse
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from hashlib import blake2b
from pathlib import Path
from random import Random
from typing import Any

from relmgr.bootstrap import NewBook, create_workspace
from relmgr.clock import FixedClock
from relmgr.db.book import BookFile, Home
from relmgr.db.search_rows import index_names
from relmgr.db.stored import instant
from relmgr.db.tally import FILLS
from relmgr.db.vault import Vault
from relmgr.queries.memory import LAST_DAY
from relmgr.settings import Settings

DAY = date(2026, 11, 23)
BATCH = 5_000
PLACES = (
    "北京上海广州深圳重庆天津武汉成都杭州南京苏州宁波厦门青岛大连长沙西安郑州合肥福州"
    "昆明贵阳南昌无锡佛山东莞泉州温州长春沈阳济南太原兰州海口"
)
"""Cities, two characters each."""
FIRST = "华中国东长江金宏远恒泰瑞信德盛天海龙凤博创新科嘉佳正大联合众康安顺达隆兴荣昌永固乐行重银宝鼎汇源富腾飞云启智诚"
SECOND = "能通达力源威美利和光明星辰宇邦业丰茂祥益晟铭拓展航锐捷峰岭川原野林森鑫磊晶辉旭阳曙洲港湾桥路城邑都"
TRADES = (
    ("电力", "电力"), ("新能源", "新能源"), ("钢铁", "钢铁"), ("银行设备", "机械"), ("物流", "物流"),
    ("建设工程", "基建"), ("生物医药", "医药"), ("半导体", "电子"), ("汽车零部件", "汽车"), ("食品", "食品"),
    ("纺织", "纺织"), ("化工", "化工"), ("环保科技", "环保"), ("信息技术", "软件"), ("房地产开发", "房地产"),
    ("农业发展", "农业"), ("航运", "航运"), ("水泥", "建材"), ("乳业", "食品"), ("重工", "机械"),
    ("长途客运", "交通"), ("音乐传媒", "传媒"),
)  # fmt: skip
"""What a company does, as in its name and as an industry."""
FORMS = ("有限公司", "有限公司", "有限公司", "股份有限公司", "集团有限公司", "有限责任公司")
WORDS = ("Harbor", "Summit", "Pacific", "Golden", "Northern", "Silver", "Eastern", "Delta", "Crown", "Atlas",
         "Pioneer", "Evergreen", "Sterling", "Orient", "Meridian", "Cascade", "Falcon", "Jade", "Lotus", "Phoenix",
         "Granite", "Horizon", "Keystone", "Liberty", "Maple", "Nova")  # fmt: skip
KINDS = ("Steel", "Power", "Shipping", "Foods", "Textiles", "Chemicals", "Semiconductors", "Logistics", "Motors",
         "Pharma", "Cement", "Solar", "Mining", "Timber", "Capital", "Foundry", "Optics", "Marine")  # fmt: skip
ENDS = ("Ltd", "Holdings Ltd", "(China) Co., Ltd", "Group plc", "Inc", "International")
REGIONS = ("华东", "华北", "华南", "西南", "华中", "东北", "西北")
LEVELS = ("green", "green", "green", "green", "unknown", "yellow", "yellow", "orange", "red")
STEPS = ("", "", "", "续授信", "补合同", "送审批材料", "约财务总监")
CLIENT = """
INSERT INTO client (id, book_id, deleted, created_at, created_by, updated_at, updated_by, version, code, uscc, name,
  short_name, alias, industry, region, city, country, group_name, size, state, is_project, phase, cadence_reason,
  notes, extra, since_on)
VALUES (?, ?, 0, ?, 'bench', ?, 'bench', 1, ?, ?, ?, ?, '', ?, ?, ?, 'CN', ?, '', 'active', 0, '', '', '', '{}', ?)
"""
ASSIGNMENT = """
INSERT INTO assignment (id, book_id, deleted, created_at, created_by, updated_at, updated_by, version, client_id,
  manager_id, role, from_on, reason)
VALUES (?, ?, 0, ?, 'bench', ?, 'bench', 1, ?, ?, 'owner', ?, '')
"""
LIST_ROW = """
INSERT INTO clientcache (client_id, sort_name, tier, level, open_signals, grade, asset_class, exposure_minor,
  limit_minor, currency, facilities, last_contact_on, next_visit_at, next_step, score_e6,
  name, short_name, code, industry, region, group_name, mine, mine_from)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?)
"""
JUDGED = f"INSERT INTO setting (key, value) VALUES ('{LAST_DAY}', '9999-12-31')"
"""No evaluation is owed: it would run beside what is measured."""

Row = tuple[Any, ...]


def make_list_book(folder: Path, clients: int, *, search: bool = True) -> BookFile:
    """Make an encrypted book without a passphrase with so many clients; returns it unlocked.

    Without `search` the search index stays empty, which saves most of the time of a large book.
    """
    settings, home = Settings(), Home(folder)
    workspace = create_workspace(home, NewBook("王磊"), None, settings, FixedClock(DAY, settings.zone))
    owner = (workspace.me.book_id, workspace.me.manager_id)
    workspace.close()
    book = BookFile(home, Vault(home.folder / "relmgr.keys").open(None))
    connection = book.connect()
    for pragma in ("synchronous=off", "cache_size=-200000", "foreign_keys=off"):
        connection.execute(f"PRAGMA {pragma}")
    for name in ("rm_applying", "rm_now", "rm_actor", "rm_action"):
        connection.create_function(name, 0, lambda: 1)
    connection.create_function("rm_mac", 10, lambda *_: b"")
    connection.execute("BEGIN")
    rebuilt = _drop_what_follows(connection)
    for first in range(0, clients, BATCH):
        _write(connection, range(first, min(first + BATCH, clients)), owner, search=search)
    for statement in (*rebuilt, *FILLS, JUDGED):
        connection.execute(statement)
    connection.execute("COMMIT")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return book


def _drop_what_follows(connection: Any) -> list[str]:
    """Drop the indexes and triggers of the list rows; returns what makes them again, much faster, at the end."""
    made = connection.execute(
        "SELECT type, name, sql FROM sqlite_schema WHERE tbl_name = 'clientcache' AND sql IS NOT NULL"
        " AND type IN ('index', 'trigger')"
    ).fetchall()
    for kind, name, _ in made:
        connection.execute(f"DROP {kind} {name}")
    return [sql for _, _, sql in made]


def key_of(number: int) -> str:
    """Return the key of a client; keys have no order that lists could profit from, as those of an import."""
    return blake2b(number.to_bytes(8, "big"), digest_size=16).hexdigest()


def name_of(number: int) -> tuple[str, str, str]:
    """Return name, short name and industry of a client: five Chinese companies to one English."""
    draw = Random(number)
    if number % 6 == 5:
        kind = draw.choice(KINDS)
        short = f"{draw.choice(WORDS)} {draw.choice(WORDS)} {kind}"
        return f"{short} {number} {draw.choice(ENDS)}", f"{short} {number}", kind
    trade, industry = draw.choice(TRADES)
    brand = draw.choice(FIRST) + draw.choice(SECOND) + (draw.choice(FIRST) if draw.random() < 0.5 else "")
    at = 2 * draw.randrange(len(PLACES) // 2)
    place = PLACES[at : at + 2]
    return f"{place}{brand}{trade}{draw.choice(FORMS)}", f"{place}{brand}{trade[:2]}", industry


def _write(connection: Any, numbers: range, owner: Row, *, search: bool) -> None:
    rows = list(_rows(numbers, owner))
    for place, statement in enumerate((CLIENT, ASSIGNMENT, LIST_ROW)):
        connection.executemany(statement, (row[place] for row in rows))
    if search:
        index_names(connection, [row[0][0] for row in rows])


def _rows(numbers: range, owner: Row) -> Iterator[tuple[Row, Row, Row]]:
    """Return the rows of some clients: client, assignment, list row; figures follow from the number alone."""
    book, manager = owner
    at = instant(datetime(2026, 11, 1, tzinfo=UTC))
    for n in numbers:
        draw, key = Random(-n - 1), key_of(n)
        name, short, industry = name_of(n)
        since = (DAY - timedelta(days=draw.randrange(1, 7000))).isoformat()
        uscc = f"91{draw.randrange(10**6):06}MA{n % 10**8:08}"[:18]
        group = f"{name[:4]}集团" if n % 10 == 0 else ""
        code, region = f"C{n:07}", draw.choice(REGIONS)
        client = (key, book, at, at, code, uscc, name, short, industry, region, name[:2], group, since)
        line = (*_figures(key, short, draw), name, short, code, industry, region, group, since)
        yield client, (f"{n:032x}", book, at, at, key, manager, since), line


def _figures(key: str, short: str, draw: Random) -> Row:
    owes = draw.random() < 0.9
    currency = draw.choice(("CNY",) * 18 + ("USD", "EUR")) if owes else None
    exposure = int(draw.lognormvariate(22, 2)) if owes and draw.random() < 0.97 else None
    limit = exposure * 3 // 2 if exposure is not None else None
    level = draw.choice(LEVELS)
    seen = (DAY - timedelta(days=int(draw.expovariate(1 / 60)))).isoformat() if draw.random() < 0.9 else None
    planned = datetime(2026, 11, 23, 2, tzinfo=UTC) + timedelta(minutes=30 * draw.randrange(-200, 2000))
    return (
        key, short.lower(), draw.choice((*"ABBCCCCDDD", None)), level, 0 if level in ("green", "unknown") else 1,
        draw.choice(("AAA", "AA+", "AA", "AA-", "A+", None)), "normal", exposure, limit, currency, int(owes), seen,
        instant(planned) if draw.random() < 0.3 else None, draw.choice(STEPS), draw.randrange(30, 98) * 1_000_000,
    )  # fmt: skip


def main() -> None:
    """Make a book from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("clients", type=int)
    parser.add_argument("--no-search", action="store_true", help="leave the search index empty")
    args = parser.parse_args()
    start = time.perf_counter()
    make_list_book(args.folder, args.clients, search=not args.no_search).lock()
    print(f"{args.clients:,} clients in {time.perf_counter() - start:.0f} s: {args.folder}")


if __name__ == "__main__":
    main()
