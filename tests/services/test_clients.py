"""Clients and contacts entered by hand: checked, never doubled, found at once, taken back whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relmgr import services
from relmgr.db.tables import AccountManager, Assignment, Client
from relmgr.db.work import UnitOfWork
from relmgr.domain.client_drafts import CLIENT_LIMITS, ClientDraft, ContactDraft
from relmgr.domain.values import ContactRole, Key
from relmgr.errors import Invalid, NotFound
from relmgr.queries.client_page import client_contacts, client_profile
from relmgr.queries.clients import client_order
from relmgr.queries.finding import found_clients
from relmgr.workspace import Workspace

CODE = "91350100M000100Y43"
"""The example code of GB 32100-2015."""
HOSTILE = "[/x] 招商 [bold] {n} '; DROP TABLE client; --"


def test_a_new_client_is_mine_from_today(book: Workspace) -> None:
    """It stands in the list, is found by initials and credit code, and says what undo would take back."""
    draft = ClientDraft(" 青禾风电有限公司 ", "青禾风电", "C-9", "9135 0100 m000 100y43", "风电", "华北")
    key = book.do(services.add_client, draft).result
    assert book.ask(client_order) == [key]
    for text in ("qhfd", "青禾", "C-9", CODE):
        assert [one.id for one in book.ask(found_clients, text)] == [key], text
    profile = book.ask(client_profile, key)
    assert profile is not None
    assert (profile.name, profile.short_name, profile.code, profile.uscc) == (
        "青禾风电有限公司",
        "青禾风电",
        "C-9",
        CODE,
    )
    assert (profile.industry, profile.region, profile.manager) == ("风电", "华北", "王磊")


def test_undo_takes_the_client_back_and_redo_returns_it(book: Workspace) -> None:
    """The client and its assignment are one action; afterwards the name is free again."""
    key = book.do(services.add_client, ClientDraft("青禾")).result
    assert book.do(services.undo_last).result == ("新增客户：青禾", "add client: 青禾")
    assert book.ask(client_order) == [] and book.ask(found_clients, "青禾") == []
    book.do(services.redo_last)
    assert book.ask(client_order) == [key]
    book.do(services.undo_last)
    assert book.do(services.add_client, ClientDraft("青禾")).result != key


@pytest.mark.parametrize(
    ("draft", "field", "said"),
    [
        (ClientDraft("另一家", code="C-1"), "code", "客户编号「C-1」已属于「Qinghe Wind Co.」"),
        (ClientDraft("另一家", uscc=CODE.lower()), "uscc", f"信用代码「{CODE}」已属于「Qinghe Wind Co.」"),
        (ClientDraft("ＱＩＮＧＨＥ  wind co."), "name", "已有客户叫「Qinghe Wind Co.」"),
        (ClientDraft("另一家", uscc=CODE[:-1] + "X"), "uscc", "校验位不对"),
        (ClientDraft("另一家", uscc="123"), "uscc", "有 3 位，应为 18 位"),
    ],
)
def test_what_exists_or_cannot_be_is_refused(
    book: Workspace, draft: ClientDraft, field: str, said: str
) -> None:
    """The sentence names the client that is there; nothing is written."""
    book.do(services.add_client, ClientDraft("Qinghe Wind Co.", code="C-1", uscc=CODE))
    with pytest.raises(Invalid) as refused:
        book.do(services.add_client, draft)
    assert refused.value.field == field
    assert said in refused.value.words.zh
    assert len(book.ask(client_order)) == 1


@pytest.mark.parametrize("name", [HOSTILE, "!!!", "A" * 300, "[$error]x", "‏שלום", "👩‍👩‍👧 集团"])
def test_odd_names_are_kept_and_still_not_doubled(book: Workspace, name: str) -> None:
    """A name is data, whatever is in it; the second one of the same name is refused."""
    key = book.do(services.add_client, ClientDraft(name)).result
    profile = book.ask(client_profile, key)
    assert profile is not None and profile.name == name
    with pytest.raises(Invalid):
        book.do(services.add_client, ClientDraft(name))


def test_a_client_of_a_colleague_counts_as_there(book: Workspace) -> None:
    """The book has one client of a name, whoever looks after it."""
    book.do(_of_a_colleague)
    assert book.ask(client_order) == []
    with pytest.raises(Invalid):
        book.do(services.add_client, ClientDraft("同事的客户"))


def _of_a_colleague(uow: UnitOfWork) -> None:
    other = uow.add(AccountManager(name="陈静"))
    client = uow.add(Client(name="同事的客户"))
    uow.flush()
    uow.add(Assignment(client_id=client.id, manager_id=other.id, from_on=uow.today))


def test_editing_judges_only_what_changes(book: Workspace) -> None:
    """An imported client with a wrong credit code and a shared name can still be given a region."""
    keys = book.do(_twins).result
    draft = ClientDraft("双胞胎", uscc="WRONG", region="华东")
    book.do(services.edit_client, keys[0], draft)
    profile = book.ask(client_profile, keys[0])
    assert profile is not None and (profile.region, profile.uscc) == ("华东", "WRONG")
    with pytest.raises(Invalid):
        book.do(services.edit_client, keys[0], ClientDraft("双胞胎", uscc="OTHER"))


def _twins(uow: UnitOfWork) -> list[Key]:
    clients = [uow.add(Client(name="双胞胎", uscc="WRONG" if not n else "")) for n in range(2)]
    uow.flush()
    return [Key(client.id) for client in clients]


def test_an_edited_name_is_found_and_undone(book: Workspace) -> None:
    """Lists and search follow the new name, and the old one after undo."""
    key = book.do(services.add_client, ClientDraft("旧名")).result
    book.do(services.edit_client, key, ClientDraft("新名", code="C-2"))
    assert [one.name for one in book.ask(found_clients, "xinming")] == ["新名"]
    assert book.ask(found_clients, "旧名") == []
    book.do(services.undo_last)
    assert [one.code for one in book.ask(found_clients, "旧名")] == [""]


def test_a_new_contact_is_found_by_name_and_phone(book: Workspace) -> None:
    """The search index of the client follows, key people come first."""
    key = book.do(services.add_client, ClientDraft("青禾")).result
    book.do(services.add_contact, ContactDraft(key, "李敏"))
    person = book.do(
        services.add_contact,
        ContactDraft(key, "王建国", "总会计师", ContactRole.FINANCE, "139 0000 2211", "w@example.com", True),
    ).result
    first, _ = book.ask(client_contacts, key)
    assert (first.id, first.title, first.role, first.email) == (
        person,
        "总会计师",
        "finance",
        "w@example.com",
    )
    for text in ("wjg", "王建国", "2211"):
        assert [one.id for one in book.ask(found_clients, text)] == [key], text
    book.do(services.undo_last)
    assert book.ask(found_clients, "wjg") == []


def test_an_edited_contact_is_found_by_what_it_is_now(book: Workspace) -> None:
    """The old phone finds nobody any more."""
    key = book.do(services.add_client, ClientDraft("青禾")).result
    person = book.do(services.add_contact, ContactDraft(key, "李敏", phone="13900000873")).result
    book.do(services.edit_contact, person, ContactDraft(key, "李敏", phone="13900005555", is_key=True))
    assert book.ask(found_clients, "0873") == []
    assert [one.id for one in book.ask(found_clients, "5555")] == [key]
    assert [one.is_key for one in book.ask(client_contacts, key)] == [True]


def test_two_people_of_one_name_are_refused(book: Workspace) -> None:
    """At one client a name is one person; at another it is free."""
    one = book.do(services.add_client, ClientDraft("青禾")).result
    two = book.do(services.add_client, ClientDraft("白杨")).result
    person = book.do(services.add_contact, ContactDraft(one, "Li Min")).result
    book.do(services.add_contact, ContactDraft(one, "王建国"))
    book.do(services.add_contact, ContactDraft(two, "Li Min"))
    for refused in (ContactDraft(one, "li  min"), ContactDraft(one, "王建国")):
        with pytest.raises(Invalid) as error:
            book.do(services.add_contact, refused)
        assert error.value.field == "name" and "青禾" in error.value.words.zh
    book.do(services.edit_contact, person, ContactDraft(one, "LI MIN"))
    with pytest.raises(Invalid):
        book.do(services.edit_contact, person, ContactDraft(one, "王建国"))


def test_a_client_that_is_gone_gets_no_contact(book: Workspace) -> None:
    """What was taken back meanwhile is said."""
    key = book.do(services.add_client, ClientDraft("青禾")).result
    book.do(services.undo_last)
    with pytest.raises(NotFound):
        book.do(services.add_contact, ContactDraft(key, "李敏"))


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("name", {"name": "  "}),
        ("phone", {"name": "李敏", "phone": "1" * 61}),
        ("email", {"name": "李敏", "email": "w.example.com"}),
        ("title", {"name": "李敏", "title": "长" * 121}),
    ],
)
def test_a_contact_that_cannot_be_right_is_refused(field: str, values: dict[str, str]) -> None:
    """The sentence belongs to the field."""
    with pytest.raises(Invalid) as error:
        ContactDraft(Key("k"), **values)  # type: ignore[arg-type]  # texts only
    assert error.value.field == field


@given(st.dictionaries(st.sampled_from(sorted(CLIENT_LIMITS)), st.text(max_size=400), min_size=1))
def test_a_draft_is_trimmed_or_refused_by_a_field_of_its_own(values: dict[str, str]) -> None:
    """Whatever is typed, the draft holds trimmed texts the book can keep, or one field is to blame."""
    try:
        draft = ClientDraft(**{"name": "", **values})
    except Invalid as error:
        assert error.field in CLIENT_LIMITS
    else:
        for name, most in CLIENT_LIMITS.items():
            kept = getattr(draft, name)
            assert kept == values.get(name, "").strip() and len(kept) <= most
        assert draft.name
