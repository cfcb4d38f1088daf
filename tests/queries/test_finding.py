"""Finding a client: best answers first, at most fifty, each query read in the order of importance and left early."""

import pytest

from relmgr import services
from relmgr.db.reader import Reader
from relmgr.db.search import match
from relmgr.db.search_rows import SHIFT
from relmgr.db.work import UnitOfWork
from relmgr.domain.client_drafts import ClientDraft, ContactDraft
from relmgr.domain.values import Key
from relmgr.errors import Ambiguous, NotFound
from relmgr.queries.finding import MOST, PLACES, FoundClient, found_clients, resolve_client
from relmgr.queries.same_clients import client_with, clients_called
from relmgr.workspace import Workspace


def add(book: Workspace, name: str, code: str = "", short: str = "", uscc: str = "") -> Key:
    """Add a client by hand."""
    return book.do(services.add_client, ClientDraft(name, short, code, uscc)).result


def owe(book: Workspace, client: Key, minor: int | None) -> None:
    """Give a client an exposure in minor units, None to take it away."""

    def lend_money(uow: UnitOfWork) -> None:
        uow.run("DELETE FROM facility WHERE client_id = :client", client=client)
        if minor is not None:
            columns = (
                "id, book_id, deleted, created_by, updated_by, version, client_id, code, name, kind,"
                " currency, drawn_minor, limit_minor, status, guarantor, extra"
            )
            uow.run(
                f"INSERT INTO facility ({columns}) VALUES"
                " (:id, '', 0, '', '', 1, :client, '', '', 'term', 'CNY', :minor, :minor, '', '', '{}')",
                id=client,
                client=client,
                minor=minor,
            )

    book.do(lend_money)


def place(book: Workspace, client: Key) -> int:
    """Return at which place of the index a client stands."""
    return int(
        book.ask(
            lambda reader: reader.value("SELECT rowid FROM client_search WHERE client_id = :id", id=client)
        )
    )


def found(book: Workspace, text: str, limit: int = 50) -> list[str]:
    """Return the names of the answers."""
    return [one.name for one in book.ask(found_clients, text, limit)]


def test_whole_names_then_beginnings_then_the_text_itself_then_exposure(book: Workspace) -> None:
    """What is meant most probably stands first, however small it is."""
    spread = add(book, "能源华东分部")
    inside = add(book, "北方华能风电")
    begins = add(book, "华能水电")
    whole = add(book, "华能")
    bigger = add(book, "南方华能风电")
    for client, minor in ((spread, 9 * 10**12), (bigger, 8 * 10**11), (inside, 10**9), (begins, 10**8)):
        owe(book, client, minor)
    assert found(book, "华能") == ["华能", "华能水电", "南方华能风电", "北方华能风电"]
    assert found(book, "hn")[:2] == ["华能", "华能水电"]
    assert found(book, "华能", limit=2) == ["华能", "华能水电"]
    owe(book, inside, 7 * 10**12)
    assert found(book, "华能")[2:] == ["北方华能风电", "南方华能风电"]
    assert {whole, begins} == {key.id for key in book.ask(found_clients, "huan")[:2]}


def test_a_code_or_alias_that_is_exactly_this_stands_first(book: Workspace) -> None:
    """Also among many that begin with it and owe more."""
    for number in range(60):
        owe(book, add(book, f"甲{number}号", code=f"1{number:03}"), 10**10 + number)
    add(book, "乙", code="1")
    assert found(book, "1")[0] == "乙"
    assert len(book.ask(found_clients, "1")) == MOST
    assert book.ask(resolve_client, "1").name == "乙"
    assert found(book, "甲59号") == ["甲59号"]


def test_a_client_moves_only_when_its_exposure_comes_into_another_class(book: Workspace) -> None:
    """From 2 to 5 of a power of ten is one class; renaming never moves; the next of a class stands behind."""
    first, second = add(book, "甲"), add(book, "乙")
    unknown = place(book, first)
    assert place(book, second) == unknown + 1
    owe(book, first, 2_000_00)
    stands = place(book, first)
    assert stands >> SHIFT < unknown >> SHIFT
    owe(book, first, 4_999_99)
    assert place(book, first) == stands
    owe(book, second, 3_000_00)
    assert place(book, second) == stands + 1
    owe(book, second, 5_000_00)
    assert place(book, second) >> SHIFT == (stands >> SHIFT) - 1
    book.do(services.edit_client, first, ClientDraft("丙"))
    assert place(book, first) == stands
    assert found(book, "丙") == ["丙"] and found(book, "甲") == []
    owe(book, first, None)
    assert place(book, first) >> SHIFT == unknown >> SHIFT
    assert found(book, "bing") == ["丙"]


@pytest.mark.parametrize("typed", ["青", "青禾", "qing", "q", "qh 211", "青h", "1", "qingheyouxiangongsi"])
def test_every_step_reads_in_order_and_sorts_nothing(book: Workspace, typed: str) -> None:
    """At most three looks into the index and one at the clients; no sorting in the database."""
    client = add(book, "青禾有限公司", code="122")
    book.do(services.add_contact, ContactDraft(client, "李敏", phone="13900002211"))
    with book.book.reading() as connection:
        plan = connection.execute(
            f"EXPLAIN QUERY PLAN {PLACES}", {"wanted": match(typed), "most": 50}
        ).fetchall()
        assert all("TEMP B-TREE" not in step[-1] for step in plan), plan

    def looked(reader: Reader) -> tuple[list[FoundClient], int]:
        answers = found_clients(reader, typed)
        return answers, len(reader.statements)

    answers, statements = book.ask(looked)
    assert [one.id for one in answers] == [client]
    assert statements <= 4


def test_one_is_meant_or_the_candidates_are_told(book: Workspace) -> None:
    """A whole code, name or alias wins; a part only if nobody else has it."""
    add(book, "华能水电", code="77", short="华电")
    add(book, "华能风电", code="77-1")
    add(book, "华电")
    assert book.ask(resolve_client, "77").name == "华能水电"
    assert book.ask(resolve_client, "771").name == "华能风电"
    assert book.ask(resolve_client, "hnsd").name == "华能水电"
    for text, names in (("华能", ("77 华能水电", "77-1 华能风电")), ("华电", None)):
        with pytest.raises(Ambiguous) as said:
            book.ask(resolve_client, text)
        assert names is None or set(said.value.candidates) == set(names)
    for text in ("龙", "", "!!"):
        with pytest.raises(NotFound):
            book.ask(resolve_client, text)


def test_same_clients_are_seen_whoever_has_them(book: Workspace) -> None:
    """By code, credit code and name; case, width and blanks aside for names."""
    key = add(book, "Qinghe Wind", code="C-1", uscc="91350100M000100Y43")
    assert book.ask(client_with, "uscc", "91350100M000100Y43") == "Qinghe Wind"
    assert book.ask(client_with, "code", "C-1") == "Qinghe Wind"
    assert book.ask(client_with, "code", "C1") is None
    assert book.ask(client_with, "code", "C-1", key) is None
    assert book.ask(clients_called, "ＱＩＮＧＨＥ  wind") == ["Qinghe Wind"]
    assert book.ask(clients_called, "Qinghe") == []
    assert book.ask(clients_called, "Qinghe Wind", key) == []
