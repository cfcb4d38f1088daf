"""Settings of the file are changed on the screen: checked, written beside the other lines, gone by at once."""

from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest

from relmgr import i18n
from relmgr.errors import Refused
from relmgr.screens.settings_form import SettingForm
from relmgr.settings import load_settings, write_setting
from relmgr.widgets.line_list import Target
from relmgr.workspace import Workspace
from tests.screens.driving import Driver, driving

TEXT = (
    '# mine\nlanguage = "zh"  # and nothing else\nvisits_per_week = 8 # few\n\n[keys]\n"visit.log" = "f8"\n'
)


@pytest.fixture
def file(book: Workspace, tmp_path: Path) -> Path:
    """Give the book a settings file with comments and a section."""
    path = tmp_path / "config.toml"
    path.write_text(TEXT, encoding="utf-8")
    book.settings = replace(load_settings(path), keys={})
    return path


async def change(driver: Driver, name: str, *keys: str) -> SettingForm | None:
    """Open the setting, type over its value and save; returns the form if it stays."""
    cast(Any, driver.app.screen).table.select(Target(name, ""))
    await driver.keys("enter", "ctrl+u", *keys, "ctrl+s")
    await driver.settle()
    for _ in range(200):
        found = list(driver.app.screen.query(SettingForm))
        if not found or str(found[0].query_one(".panel-note").render()).strip():
            break
        await driver.pilot.pause(0.01)
    return found[0] if found else None


@pytest.mark.parametrize(
    ("name", "typed", "value"),
    [
        ("visits_per_week", "12", 12),
        ("evaluate_at_hour", "７", 7),
        ("currency", "usd", "USD"),
        ("country", "hk", "HK"),
    ],
)
async def test_a_value_is_written_and_gone_by(
    book: Workspace, file: Path, name: str, typed: str, value: int | str
) -> None:
    """The file keeps every other line; the window and the next start go by the value."""
    async with driving(book, "settings") as driver:
        assert await change(driver, name, *typed) is None
        assert getattr(book.settings, name) == value
        assert str(value) in driver.screen_text
    assert getattr(load_settings(file), name) == value
    written = file.read_text(encoding="utf-8")
    assert set(TEXT.splitlines()) - set(written.splitlines()) <= {"visits_per_week = 8 # few"}
    assert load_settings(file).keys == {"visit.log": "f8"} and load_settings(file).language == "zh"


async def test_today_goes_by_the_new_target(book: Workspace, file: Path) -> None:
    """The week on Today is measured by what was just written."""
    async with driving(book, "today", (120, 40)) as driver:
        await driver.keys("0")
        await driver.settle()
        assert await change(driver, "visits_per_week", *"23") is None
        await driver.keys("1")
        await driver.settle()
        assert cast(Any, driver.app.screen).page.week.target == 23


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("visits_per_week", "0", "200"),
        ("evaluate_at_hour", "24", "23"),
        ("currency", "abc", "CNY"),
        ("country", "QQ", "HK"),
        ("country", "china", "CN"),
    ],
)
async def test_a_wrong_value_is_answered_by_one_sentence(
    book: Workspace, file: Path, language: i18n.Language, name: str, typed: str, said: str
) -> None:
    """The text stays, the sentence says what would be right, and nothing is written."""
    i18n.use(language)
    before = getattr(book.settings, name)
    async with driving(book, "settings") as driver:
        form = await change(driver, name, *typed)
        assert form is not None and form.field("value").value == typed
        note = str(form.query_one(".panel-note").render())
        assert note.startswith("!") and said in note
        await driver.keys("escape")
    assert getattr(book.settings, name) == before and file.read_text(encoding="utf-8") == TEXT


def test_a_file_is_made_where_there_is_none(tmp_path: Path) -> None:
    """The first setting makes the folder and the file."""
    path = tmp_path / "new" / "config.toml"
    write_setting(path, "currency", "USD")
    write_setting(path, "visits_per_week", 5)
    assert (load_settings(path).currency, load_settings(path).visits_per_week) == ("USD", 5)


@pytest.mark.parametrize(
    "text", ['clipboard_command = """\ncurrency = x\n"""\n', "currency = [\n", '"currency" = "CNY"\n']
)
def test_what_cannot_be_kept_whole_is_left_alone(tmp_path: Path, text: str) -> None:
    """A value inside another one, a broken file and a key written in another way stay as they are."""
    path = tmp_path / "config.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Refused, match=r"config\.toml"):
        write_setting(path, "currency", "USD")
    assert path.read_text(encoding="utf-8") == text
