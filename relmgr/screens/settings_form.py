"""Changes one value of the settings file, read back and checked while it is typed."""

import asyncio
from collections.abc import Sequence
from typing import ClassVar

from relmgr.domain.currencies import CODES
from relmgr.domain.money import normal
from relmgr.errors import Invalid
from relmgr.queries.workdays import has_calendar
from relmgr.screens.forms.base import Form
from relmgr.screens.forms.fields import Field
from relmgr.screens.forms.offers import Offers, value_offers
from relmgr.screens.settings_panes import WRITTEN
from relmgr.words import Words

TITLE = Words("设置：{what_zh}", "Settings: {what_en}")
VALUE, FIELD = Words("取值", "Value"), "value"
HINTS = {
    "visits_per_week": Words("1 到 200 次", "1 to 200 contacts"),
    "evaluate_at_hour": Words("0 到 23 点", "0 to 23 o'clock"),
    "currency": Words("三个字母，例如 CNY", "three letters, such as CNY"),
    "country": Words("两个字母，例如 CN", "two letters, such as CN"),
}
RANGES = {"visits_per_week": (1, 200), "evaluate_at_hour": (0, 23)}
"""Least and most; more contacts a week than 200 nobody holds, an hour is one of the day."""
NO_NUMBER = Words(
    "「{text}」不行；请写 {least} 到 {most} 的整数。",
    '"{text}" will not do; write a whole number from {least} to {most}.',
)
NO_CURRENCY = Words(
    "「{text}」不是货币代码；请写三个字母，例如 CNY、USD。",
    '"{text}" is no currency code; write three letters, such as CNY or USD.',
)
NO_COUNTRY = Words(
    "没有「{text}」的节假日历；请写两个字母，例如 CN、HK。",
    'There is no holiday calendar of "{text}"; write two letters, such as CN or HK.',
)


class SettingForm(Form[int | str]):
    """Answers the value to be written, a number where the setting is one."""

    FOOTER: ClassVar[tuple[str, ...]] = ("form.save", "form.close")

    def __init__(self, name: str, now: str) -> None:
        """Ask for a setting that is `now`."""
        self.setting, self.now = name, now
        what = WRITTEN[name]
        super().__init__(TITLE.fill(what_zh=what.zh, what_en=what.en))

    def make_fields(self) -> Sequence[Field]:
        """Return the one field."""
        return (
            Field(
                FIELD, VALUE, value=self.now, hint=HINTS[self.setting], read=self._echo, offers=self._offers()
            ),
        )

    def _offers(self) -> Offers | None:
        async def codes() -> Sequence[str]:
            return sorted(CODES)

        return value_offers(codes) if self.setting == "currency" else None

    def _echo(self, text: str) -> str:
        return f"> {self.read(text)}" if text.strip() != str(self.read(text)) else ""

    def read(self, text: str) -> int | str:
        """Return the value; raises Invalid for one that nothing could go by."""
        written = normal(text).strip()
        if self.setting in RANGES:
            return _number(written, *RANGES[self.setting])
        code = written.upper()
        if self.setting == "currency" and code not in CODES:
            raise Invalid(FIELD, NO_CURRENCY.fill(text=written[:20]))
        if self.setting == "country" and not (len(code) == 2 and code.isascii() and code.isalpha()):
            raise Invalid(FIELD, NO_COUNTRY.fill(text=written[:20]))
        return code

    async def submit(self) -> None:
        """Answer; raises Invalid, for a country without a calendar as well."""
        value = self.read(self.field(FIELD).value)
        if self.setting == "country" and not await asyncio.to_thread(has_calendar, str(value)):
            raise Invalid(FIELD, NO_COUNTRY.fill(text=value))
        self.close(value)


def _number(text: str, least: int, most: int) -> int:
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else -1
    if not least <= number <= most:
        raise Invalid(FIELD, NO_NUMBER.fill(text=text[:20], least=least, most=most))
    return number
