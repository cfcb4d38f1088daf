"""What is typed by hand: clients, contacts, what was heard, and a find with the input method on."""

from collections.abc import Sequence
from typing import Any

import pytest
from textual import events
from textual.keys import _character_to_key
from textual.widgets import Input

from relmgr import i18n, services
from relmgr.domain.client_drafts import ClientDraft
from relmgr.domain.values import Key
from relmgr.queries.client_page import client_contacts, client_profile
from relmgr.queries.clients import client_order
from relmgr.queries.finding import found_clients
from relmgr.screens.forms.client import ClientForm
from relmgr.screens.forms.contact import ContactForm
from relmgr.screens.forms.visit import VisitForm
from relmgr.widgets import privacy
from relmgr.workspace import Workspace
from tests.screens.driving import Driver, driving
from tests.screens.fake import FakeWorkspace, make_app
from tests.screens.page_book import HOSTILE, PageBook, fill

SIZES = [(60, 16), (80, 24), (100, 30)]


@pytest.fixture
def pages(book: Workspace) -> PageBook:
    """Fill the book."""
    return fill(book)


async def burst(driver: Driver, *keys: str) -> None:
    """Put keys into the app's queue at once and wait until they are worked off."""
    app: Any = driver.app
    for key in keys:
        character = key if len(key) == 1 else {"space": " "}.get(key)
        app.post_message(events.Key(_character_to_key(key) if len(key) == 1 else key, character))
    for _ in range(100):
        await driver.pilot.pause(0.01)
        if app._message_queue.empty() and not app.screen.query("ClientForm, ContactForm"):
            break
    await driver.settle()


async def test_a_burst_adds_a_client_and_ends_on_it(book: Workspace, pages: PageBook) -> None:
    """`n` and six answers in one go; every text is in its own field and the cursor on the new row."""
    async with driving(book, "clients", (80, 24)) as driver:
        await burst(driver, "n", *"Acme", "space", *"[/x]", "enter", *"Acme", "enter", *"C-77", "enter",
                    *"91350100m000100y43", "enter", *"steel", "enter", *"north", "enter")  # fmt: skip
        (found,) = book.ask(found_clients, "C-77")
        profile = book.ask(client_profile, found.id)
        assert profile is not None
        assert (profile.name, profile.short_name, profile.uscc) == ("Acme [/x]", "Acme", "91350100M000100Y43")
        assert (profile.industry, profile.region, profile.manager) == ("steel", "north", "王磊")
        assert driver.table.cursor_key == found.id
        assert driver.app.focused is driver.table
        assert "已新增 Acme，u 撤销" in "".join(driver.app.messages)
        await driver.keys("u")
        await driver.settle()
        assert found.id not in book.ask(client_order)


async def test_the_first_client_of_an_empty_book(book: Workspace) -> None:
    """The empty screen says what to press; name and ^S are enough, and the list can be walked at once."""
    async with driving(book, "clients", (80, 24)) as driver:
        for said in ("还没有客户", "relmgr import", "按 n", "relmgr demo"):
            assert said in driver.screen_text
        await burst(driver, "n", *"alpha", "ctrl+s")
        await burst(driver, "n", *"beta", "ctrl+s")
        first, second = driver.table.keys
        assert driver.table.cursor_key == second
        await driver.keys("k")
        assert driver.table.cursor_key == first


async def test_what_is_wrong_stays_in_the_form(book: Workspace, pages: PageBook) -> None:
    """A wrong credit code is said on leaving the field, a name that exists on saving; no text is lost."""
    async with driving(book, "clients", (80, 24)) as driver:
        await driver.keys("n")
        form = driver.app.screen.query_one(ClientForm)
        form.field("name").value = HOSTILE
        form.field("uscc").value = "91350100M000100Y4X"
        await driver.keys("tab", "tab", "tab", "tab")
        assert "校验位不对" in driver.screen_text
        await driver.keys("ctrl+s")
        await driver.settle()
        assert driver.app.focused is form.field("uscc").control
        form.field("uscc").value = ""
        await driver.keys("ctrl+s")
        await driver.settle()
        assert driver.app.focused is form.field("name").control
        assert form.field("name").value == HOSTILE and "已有客户叫" in driver.screen_text
        assert HOSTILE in driver.screen_text


async def test_escape_keeps_the_new_client_as_a_draft(book: Workspace, pages: PageBook) -> None:
    """The next `n` goes on with it; a saved one leaves no draft behind."""
    async with driving(book, "clients", (80, 24)) as driver:
        await driver.keys("n", *"Half", "escape")
        await driver.settle()
        await driver.keys("n")
        await driver.settle()
        assert "继续草稿" in driver.screen_text
        assert driver.app.screen.query_one(ClientForm).field("name").value == "Half"
        await driver.keys("ctrl+s")
        await driver.settle()
        await driver.keys("n")
        assert driver.app.screen.query_one(ClientForm).field("name").value == ""


async def test_a_find_does_not_hide_the_new_client(book: Workspace, pages: PageBook) -> None:
    """The find is cleared, so that the cursor can stand on what was added."""
    async with driving(book, "clients", (80, 24)) as driver:
        await driver.keys("slash", *"qh", "enter", "n", *"Zeta", "ctrl+s")
        await driver.settle()
        (found,) = book.ask(found_clients, "zeta")
        assert driver.table.cursor_key == found.id


async def test_what_was_not_found_is_offered_as_a_name(book: Workspace, pages: PageBook) -> None:
    """A find without a result, `n`, `^S`: the client is there."""
    async with driving(book, "clients", (80, 24)) as driver:
        await driver.keys("slash", *"Zeta")
        await driver.settle()
        assert "n 以此为名新增客户" in driver.screen_text
        await driver.keys("enter", "n", "ctrl+s")
        await driver.settle()
        (found,) = book.ask(found_clients, "zeta")
        assert found.name == "Zeta" and driver.table.cursor_key == found.id


async def test_a_client_is_edited_on_the_list_and_on_its_page(book: Workspace, pages: PageBook) -> None:
    """`e` shows what is kept; only what changes is written."""
    async with driving(book, "clients", (80, 24)) as driver:
        driver.table.select(pages.hostile)
        await driver.keys("e")
        form = driver.app.screen.query_one(ClientForm)
        assert form.field("name").value == HOSTILE and form.field("code").value == "C-1"
        await driver.keys("ctrl+s")
        await driver.settle()
        assert not driver.app.messages
        await driver.keys("enter", "e", *"Short", "ctrl+s")
        await driver.settle()
        profile = book.ask(client_profile, pages.hostile)
        assert profile is not None and (profile.name, profile.short_name) == (HOSTILE, "Short")
        assert "已修改 Short" in "".join(driver.app.messages)


async def test_nothing_is_edited_under_the_mask(book: Workspace, pages: PageBook) -> None:
    """A form would show what the mask hides."""
    async with driving(book, "clients", (80, 24)) as driver:
        privacy.mask(True)
        await driver.keys("e")
        assert not driver.app.screen.query(ClientForm)
        assert "遮罩" in driver.screen_text


async def open_contacts(driver: Driver, key: Key, siblings: Sequence[Key] = ()) -> None:
    """Open a client's page on its contacts."""
    await driver.app.open_client(key, siblings)
    await driver.settle()
    await driver.keys("right_square_bracket")
    await driver.settle()


async def test_a_burst_adds_a_contact(book: Workspace, pages: PageBook) -> None:
    """`n 3`, name, title, phone, e-mail in one go; the cursor is on the person, the search knows the phone."""
    async with driving(book, "clients", (80, 24)) as driver:
        await open_contacts(driver, pages.bare)
        await burst(driver, "n", "3", *"Li", "space", *"[b]", "enter", *"CFO", "enter", *"139000021",
                    "enter", *"l@x.cn", "enter")  # fmt: skip
        (person,) = book.ask(client_contacts, pages.bare)
        assert (person.name, person.title, person.phone, person.email) == (
            "Li [b]",
            "CFO",
            "139000021",
            "l@x.cn",
        )
        assert [one.id for one in book.ask(found_clients, "0021")] == [pages.bare]
        page: Any = driver.app.screen
        assert page.target().id == person.id
        await driver.keys("e")
        form = driver.app.screen.query_one(ContactForm)
        await driver.keys("2", "ctrl+s")
        assert form.field("is_key").value == "1"
        await driver.settle()
        assert [one.is_key for one in book.ask(client_contacts, pages.bare)] == [True]


async def test_e_on_the_contacts_tab_without_people_edits_the_client(
    book: Workspace, pages: PageBook
) -> None:
    """No row is needed for the client's own fields."""
    async with driving(book, "clients", (80, 24)) as driver:
        await open_contacts(driver, pages.bare)
        await driver.keys("e")
        assert driver.app.screen.query(ClientForm)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", SIZES)
async def test_the_forms_fit(
    book: Workspace, pages: PageBook, language: i18n.Language, size: tuple[int, int]
) -> None:
    """Every field comes into view, in both languages and every size; where there is no room for all, they scroll."""
    i18n.use(language)
    async with driving(book, "clients", size) as driver:
        for keys, form in ((("n",), ClientForm), (("escape", "enter", "n", "3"), ContactForm)):
            await driver.keys(*keys)
            await driver.settle()
            for field in driver.app.screen.query_one(form).fields:
                assert i18n.say(field.label) in driver.screen_text, field.field
        await driver.keys("escape", "v", "ctrl+g")
        await driver.settle()
        fields = driver.app.screen.query_one(VisitForm).fields
        seen = driver.screen_text
        for _ in fields:
            await driver.keys("tab")
            await driver.settle()
            seen += driver.screen_text
        assert [field.field for field in fields if i18n.say(field.label) not in seen] == []


async def test_what_was_heard_is_kept_and_costs_no_key_unasked(book: Workspace, pages: PageBook) -> None:
    """Enter and Tab pass the hidden fields by; ^G goes there; the draft keeps and shows them again."""
    async with driving(book, "clients", (80, 24)) as driver:
        driver.table.select(pages.bare)
        await driver.keys("v", *"talk", "tab", "tab", "tab", "tab", "tab")
        form = driver.app.screen.query_one(VisitForm)
        assert driver.app.focused is form.field("next_step").control
        await driver.keys("tab")
        assert driver.app.focused is form.field("client_id").control
        await driver.keys("ctrl+g", *"hedge", "enter", *"markets", "escape")
        await driver.settle()
        await driver.keys("v")
        await driver.settle()
        form = driver.app.screen.query_one(VisitForm)
        assert (form.field("need").value, form.field("department").value) == ("hedge", "markets")
        assert "hedge" in driver.screen_text
        await driver.keys("ctrl+s")
        await driver.settle()
        heard = book.ask(lambda reader: reader.records("SELECT text, department FROM feedback"))
        assert heard == [("hedge", "markets")]


async def test_enter_in_the_last_shown_field_saves() -> None:
    """Summary, next date and next step: the third Enter saves, as before there were hidden fields."""
    fake = FakeWorkspace()
    app = make_app(fake)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("v", *"ok", "enter", *"1201", "enter", *"go", "enter")
        await pilot.pause()
        assert [draft.next_step for draft in fake.visits()] == ["go"]


async def test_a_department_without_a_need_shows_the_field(book: Workspace, pages: PageBook) -> None:
    """The sentence belongs to a field that can be seen."""
    async with driving(book, "clients", (80, 24)) as driver:
        await driver.keys("v", *"x", "ctrl+g", "tab", *"markets", "ctrl+s")
        await driver.settle()
        form = driver.app.screen.query_one(VisitForm)
        assert driver.app.focused is form.field("need").control
        assert form.field("need").has_class("-wrong")


async def test_chinese_letters_on_a_list_are_a_find(book: Workspace, pages: PageBook) -> None:
    """All letters of a burst land in the find bar, the way out is said once."""
    async with driving(book, "clients", (80, 24)) as driver:
        await burst(driver, "j", *"青禾风电", "enter")
        assert driver.app.screen.query_one("#find Input", Input).value == "青禾风电"
        assert list(driver.table.keys) == [pages.wind]
        assert "输入法是中文状态" in driver.screen_text
        await driver.keys("escape", "escape")
        await burst(driver, *"招")
        assert driver.app.screen.query_one("#find Input", Input).value == "招"
        assert sum("输入法" in text for text in driver.app.messages) == 1


async def test_chinese_letters_in_a_form_stay_there(book: Workspace, pages: PageBook) -> None:
    """Only a list takes a letter for a find."""
    async with driving(book, "clients", (80, 24)) as driver:
        await driver.keys("v", *"谈妥")
        form = driver.app.screen.query_one(VisitForm)
        assert form.field("summary").value == "谈妥"
        assert not driver.app.screen.query_one("#find").has_class("-on")


async def test_a_duplicate_is_refused_from_the_form(book: Workspace) -> None:
    """The existing client is named and the second never written."""
    book.do(services.add_client, ClientDraft("Acme", code="C-1"))
    async with driving(book, "clients", (80, 24)) as driver:
        await driver.keys("n", *"Other", "tab", "tab", *"C-1", "ctrl+s")
        await driver.settle()
        assert "客户编号「C-1」已属于「Acme」" in driver.screen_text
        assert len(book.ask(client_order)) == 1
