"""The list under a field: it follows what is typed, picks by Enter and digit, and changes nothing by itself."""

import pytest

from relmgr import i18n, services
from relmgr.db.tables.clients import Client, Contact
from relmgr.db.work import UnitOfWork
from relmgr.domain.client_drafts import ClientDraft
from relmgr.domain.values import Key
from relmgr.screens.forms.client import ClientForm
from relmgr.screens.forms.met import met_names
from relmgr.screens.forms.picking import OfferList, PickField
from relmgr.screens.forms.visit import VisitForm
from relmgr.screens.reminder_form import ReminderForm
from relmgr.screens.watch_forms import WatchPlanForm
from relmgr.widgets import privacy
from relmgr.workspace import Workspace
from tests.screens.driving import Driver, driving
from tests.screens.every_form import FORMS
from tests.screens.page_book import PageBook, fill
from tests.screens.test_drafts import opened

TWINS = ("青禾新能源", "青禾新能源")
"""Two clients that only their codes tell apart."""


@pytest.fixture
def pages(book: Workspace) -> PageBook:
    """Write three clients."""
    return fill(book)


@pytest.fixture
def twins(book: Workspace, pages: PageBook) -> tuple[Key, Key]:
    """Write two clients of the same name, as an import may, the second with people of its own."""

    def write(uow: UnitOfWork) -> tuple[Key, Key]:
        first, second = (
            uow.add(Client(name=name, code=f"Q-{number}")) for number, name in enumerate(TWINS, 1)
        )
        uow.flush()
        for person in ("Li Min", "周涛"):
            uow.add(Contact(client_id=second.id, name=person))
        return Key(first.id), Key(second.id)

    return book.do(write).result


def pick_of(driver: Driver) -> PickField:
    """Return the field that has the keyboard."""
    field = driver.app.focused
    assert isinstance(field, PickField)
    return field


async def visit_form(driver: Driver, pages: PageBook) -> VisitForm:
    """Open the visit form of a client and go to the field of the client, emptied."""
    driver.table.select(pages.wind)
    await driver.keys("v")
    await driver.settle()
    form = driver.app.screen.query_one(VisitForm)
    await driver.keys("shift+tab", "ctrl+u")
    await driver.settle()
    return form


def visits(book: Workspace) -> list[tuple[str, str]]:
    """Return client and summary of what was logged."""
    return book.ask(
        lambda r: r.records("SELECT client_id, summary FROM visit WHERE state = 'done' ORDER BY rowid")
    )


@pytest.mark.parametrize("typed", ["qhx", "qinghexin", "青禾新", "Q-"])
async def test_a_client_is_found_under_the_field(
    book: Workspace, pages: PageBook, twins: tuple[Key, Key], typed: str
) -> None:
    """Initials, pinyin, name and code find it; Down and Enter pick the second, whose people are offered."""
    async with driving(book, "clients", (80, 24)) as driver:
        form = await visit_form(driver, pages)
        await driver.text(typed)
        await driver.settle()
        assert pick_of(driver).is_offering and "Q-1" in driver.screen_text and "Q-2" in driver.screen_text
        place = [offer.key for offer in pick_of(driver).entries].index(twins[1])
        await driver.keys(*["down"] * place, "enter")
        await driver.settle()
        assert driver.app.focused is form.field("summary").control
        assert form.field("client_id").value == TWINS[1] and not form.query("OfferList.-open")
        assert "Li Min" in str(form.field("met").hint)
        await driver.text("谈")
        await driver.keys("ctrl+s")
        await driver.settle()
    assert (twins[1], "谈") in visits(book)


async def test_a_digit_picks_at_once_behind_what_was_typed(
    book: Workspace, pages: PageBook, twins: tuple[Key, Key]
) -> None:
    """Typed in one go, the digit waits for the list, and the text after it lands in the next field."""
    async with driving(book, "clients", (80, 24)) as driver:
        form = await visit_form(driver, pages)
        await driver.keys(*"qhx", "2", *"talk", "ctrl+s")
        await driver.settle()
        assert not form.is_attached
    key, summary = visits(book)[-1]
    assert key in twins and summary == "talk"


async def test_a_digit_of_a_code_is_typed(book: Workspace, pages: PageBook, twins: tuple[Key, Key]) -> None:
    """Where the code goes on with a digit, the lines have none, and the digit belongs to the code."""
    async with driving(book, "clients", (80, 24)) as driver:
        form = await visit_form(driver, pages)
        await driver.keys(*"q-")
        await driver.settle()
        assert not pick_of(driver).list.numbered
        await driver.keys("2")
        await driver.settle()
        assert form.field("client_id").value == "q-2"
        assert pick_of(driver).entries[0].key == twins[1]
        await driver.keys("enter", *"talk", "ctrl+s")
        await driver.settle()
    assert visits(book)[-1] == (twins[1], "talk")


async def test_escape_keeps_what_was_typed(book: Workspace, pages: PageBook, twins: tuple[Key, Key]) -> None:
    """The first Escape closes the list, the text stays; the second keeps the draft and closes the form."""
    async with driving(book, "clients", (80, 24)) as driver:
        form = await visit_form(driver, pages)
        await driver.keys(*"qhx", "escape")
        await driver.settle()
        assert form.is_attached and not pick_of(driver).is_offering and pick_of(driver).value == "qhx"
        await driver.keys("escape")
        await driver.settle()
        assert not driver.app.screen.query(VisitForm)
        await driver.keys("v")
        await driver.settle()
        form = driver.app.screen.query_one(VisitForm)
        assert form.field("client_id").value == "qhx" and not form.query("OfferList.-open")


async def test_a_draft_keeps_whom_a_name_means(
    book: Workspace, pages: PageBook, twins: tuple[Key, Key]
) -> None:
    """Of two clients with one name the picked one is logged after the form was left and opened again."""
    async with driving(book, "clients", (80, 24)) as driver:
        await visit_form(driver, pages)
        await driver.keys(*"qhx")
        await driver.settle()
        place = [offer.key for offer in pick_of(driver).entries].index(twins[1])
        await driver.keys(*["down"] * place, "enter", *"talk", "escape")
        await driver.settle()
    async with driving(book, "clients", (80, 24)) as driver:
        driver.table.select(pages.wind)
        await driver.keys("v", "ctrl+s")
        await driver.settle()
    assert visits(book)[-1] == (twins[1], "talk")


async def test_people_are_picked_one_after_the_other(
    book: Workspace, pages: PageBook, twins: tuple[Key, Key]
) -> None:
    """Digits keep their meaning; letters open the list; a name that nobody knows stays as it is."""
    async with driving(book, "clients", (80, 24)) as driver:
        form = await visit_form(driver, pages)
        await driver.keys(*"qhx")
        await driver.settle()
        place = [offer.key for offer in pick_of(driver).entries].index(twins[1])
        await driver.keys(*["down"] * place, "enter", *"talk", "tab", "tab", "tab")
        assert driver.app.focused is form.field("met").control
        await driver.keys("ctrl+u", *"zt")
        await driver.settle()
        assert pick_of(driver).list.cursor == 0
        await driver.keys("enter")
        await driver.settle()
        assert pick_of(driver).value == "周涛"
        await driver.keys(",", *"li")
        await driver.settle()
        assert pick_of(driver).is_offering and pick_of(driver).list.cursor == -1
        await driver.keys("down", "enter", ",", *"Guest", "ctrl+s")
        await driver.settle()
    met = book.ask(
        lambda r: r.column("SELECT name FROM visitparticipant WHERE name <> '王建国' ORDER BY name")
    )
    assert met == ["Guest", "Li Min", "周涛"]


@pytest.mark.parametrize(("typed", "got"), [("李敏", "李敏"), ("lmh", "李敏慧")])
async def test_an_owner_may_be_new(book: Workspace, pages: PageBook, typed: str, got: str) -> None:
    """A name that begins like a known one stays when Enter is pressed; pinyin picks the known one."""
    book.do(lambda uow: uow.run("UPDATE accountmanager SET name = '李敏慧'"))
    async with driving(book, "clients", (80, 24)) as driver, opened(driver, FORMS["watch-plan"]) as form:
        assert isinstance(form, WatchPlanForm)
        await driver.text(typed)
        await driver.settle()
        assert pick_of(driver).is_offering and "李敏慧" in driver.screen_text
        await driver.keys("enter")
        await driver.settle()
        assert form.field("owner").value == got
        assert driver.app.focused is form.field("plan").control


async def test_values_of_other_clients_are_offered(book: Workspace, pages: PageBook) -> None:
    """Down in an empty field offers all there is; the picked one can be taken back like typing."""
    book.do(services.add_client, ClientDraft("新客户", industry="电力生产", region="华东"))
    async with driving(book, "clients", (80, 24)) as driver, opened(driver, FORMS["client"]) as form:
        assert isinstance(form, ClientForm)
        await driver.keys(*["tab"] * 4, "down", "down", "enter")
        await driver.settle()
        assert form.field("industry").value == "电力生产"
        assert driver.app.focused is form.field("region").control
        await driver.keys("shift+tab", "ctrl+z")
        await driver.settle()
        assert form.field("industry").value == ""


async def test_a_reminder_names_one_of_two_twins(
    book: Workspace, pages: PageBook, twins: tuple[Key, Key]
) -> None:
    """Nothing is taken unasked: digits are text; Down picks a line, and the words after it stay."""
    async with driving(book, "reminders", (80, 24)) as driver, opened(driver, FORMS["reminder"]) as form:
        assert isinstance(form, ReminderForm)
        await driver.text("+3 qhx")
        await driver.settle()
        field = pick_of(driver)
        assert field.is_offering and field.list.cursor == -1 and not field.list.numbered
        place = [offer.key for offer in field.entries].index(twins[1])
        await driver.keys(*["down"] * (place + 1), "enter")
        await driver.settle()
        assert field.value == f"+3 {TWINS[1]}"
        await driver.text(" Q3 report")
        await driver.keys("ctrl+s")
        for _ in range(100):
            await driver.pilot.pause(0.005)
            if form.outcome.done():
                break
        answer = form.outcome.result()
        assert answer is not None and answer.client is not None
        assert (answer.client.id, answer.text) == (twins[1], "Q3 report")


async def test_the_mask_hides_the_lines(book: Workspace, pages: PageBook, twins: tuple[Key, Key]) -> None:
    """With the mask on, neither list nor field shows a name; what is picked is meant all the same."""
    privacy.mask(True)
    try:
        async with driving(book, "clients", (80, 24)) as driver:
            form = await visit_form(driver, pages)
            await driver.keys(*"qhx")
            await driver.settle()
            assert TWINS[0] not in driver.screen_text and "青**" in driver.screen_text
            place = [offer.key for offer in pick_of(driver).entries].index(twins[1])
            await driver.keys(*["down"] * place, "enter", *"talk")
            assert form.field("client_id").value == "青**"
            await driver.keys("ctrl+s")
            await driver.settle()
    finally:
        privacy.mask(False)
    assert visits(book)[-1] == (twins[1], "talk")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", [(60, 16), (80, 24), (100, 30)])
async def test_the_list_fits(
    book: Workspace, pages: PageBook, twins: tuple[Key, Key], language: i18n.Language, size: tuple[int, int]
) -> None:
    """Field and list are both in view in every size; the footer says what Enter and Escape do."""
    i18n.use(language)
    async with driving(book, "clients", size) as driver:
        form = await visit_form(driver, pages)
        await driver.keys(*"qhx")
        await driver.settle()
        shown = driver.screen_text
        assert "qhx" in shown and "Q-1" in shown and "Q-2" in shown
        assert ("选定" if language == "zh" else "Pick") in driver.lines()[-1]
        offers = form.query_one("OfferList.-open", OfferList)
        assert driver.app.screen.query_one("#slot").region.contains_region(offers.region)


def test_who_was_met_is_read_from_a_line() -> None:
    """Names with spaces hold together; digits and unknown names mean what they did."""
    people = ("Li Min", "王建国", "Ann")
    met = {"A**": "Ann"}

    def read(text: str) -> tuple[str, ...]:
        return met_names(text, people, lambda name: met.get(name, ""))

    assert read("12") == ("Li Min", "王建国")
    assert read("Li Min 王建国、Bob Roe") == ("Li Min", "王建国", "Bob", "Roe")
    assert read("1, A**，9") == ("Li Min", "Ann", "9")
    assert read(" ") == ()
