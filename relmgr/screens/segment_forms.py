"""The small forms of segments: a name, the range of a number, and how the clients of a segment are served."""

from collections.abc import Sequence

from relmgr import i18n
from relmgr.domain.dimensions import Dimension, DimensionKind
from relmgr.domain.numbers import parse_days
from relmgr.domain.segment_grammar import parse_definition
from relmgr.domain.segment_words import say_condition
from relmgr.domain.segments import Condition
from relmgr.domain.strategies import Strategy
from relmgr.errors import Invalid
from relmgr.screens.forms.base import Form
from relmgr.screens.forms.fields import Field
from relmgr.words import Words

NAME, NAME_TITLE = Words("名称", "Name"), Words("分段名称", "Name of the segment")
NAME_HINT = Words("例如 华东重点", "for example key clients east")
NO_NAME = Words("请写名称。", "Write a name.")
VALUE = Words("取值", "Value")
NUMBER_HINT = Words(">=5   3..5   <1   不明", ">=5   3..5   <1   unknown")
AMOUNT_HINT = Words(">=1亿   1千万..5亿   >=USD 5m   不明", ">=100m   10m..500m   >=USD5m   unknown")
NO_VALUE = Words("请写取值，例如 >=5。", "Write a value, for example >=5.")
STRATEGY = Words("服务策略", "Service strategy")
DAYS, SERVICES, MEASURES = (
    Words("间隔(天)", "Days"),
    Words("增值服务", "Services"),
    Words("风险措施", "Measures"),
)
MANY_HINT = Words("多项用分号隔开", "several, with ; between")
DAYS_HINT = Words("不写则不影响走访间隔", "blank: the contact interval stays as it is")
SIGNS = ("=", "!", "<", ">", "＝", "！", "＜", "＞", ":", "：")


class SegmentNameForm(Form[str]):
    """Answers a name."""

    DRAFT = "segment-name"
    FOOTER = ("form.save", "form.close")

    def __init__(self, name: str = "") -> None:
        """Start with a name."""
        self.name_now = name
        super().__init__(NAME_TITLE, subject=name or "new")

    def make_fields(self) -> Sequence[Field]:
        """Return the one field."""
        return (Field("name", NAME, value=self.name_now, hint=NAME_HINT, need=NO_NAME),)

    async def submit(self) -> None:
        """Answer the name."""
        self.close(self.field("name").value.strip())


class RangeForm(Form[Condition]):
    """Answers the condition on a number or an amount, read back while it is typed."""

    FOOTER = ("form.save", "form.close")

    def __init__(self, dimension: Dimension, written: str = "") -> None:
        """Ask for the values of a dimension; `written` is what stands there already."""
        self.dimension, self.written = dimension, written
        super().__init__(dimension.words)

    def make_fields(self) -> Sequence[Field]:
        """Return the one field."""
        hint = AMOUNT_HINT if self.dimension.kind is DimensionKind.AMOUNT else NUMBER_HINT
        return (Field("value", VALUE, value=self.written, hint=hint, read=self._echo),)

    def _echo(self, text: str) -> str:
        return f"> {i18n.say(say_condition(self._read(text)))}" if text.strip() else ""

    def _read(self, text: str) -> Condition:
        written = "".join(text.split())
        if not written:
            raise Invalid("value", NO_VALUE)
        sign = "" if written.startswith(SIGNS) else "="
        try:
            found = parse_definition(f"{self.dimension.code}{sign}{written}").conditions
        except Invalid as error:
            raise Invalid("value", error.words) from error
        if len(found) != 1 or not isinstance(found[0], Condition):
            raise Invalid("value", NO_VALUE)
        return found[0]

    async def submit(self) -> None:
        """Answer; raises Invalid for what is no number or range."""
        self.close(self._read(self.field("value").value))


class StrategyForm(Form[Strategy]):
    """Answers a service strategy, started from a template or from the one that is there."""

    DRAFT = "strategy"
    FOOTER = ("form.save", "form.next_empty", "form.prev", "form.close")

    def __init__(self, strategy: Strategy | None) -> None:
        """Start with a strategy, or with blank fields."""
        self.strategy = strategy
        super().__init__(STRATEGY, subject=strategy.name if strategy else "new")

    def make_fields(self) -> Sequence[Field]:
        """Return the parts of a strategy; only the name is needed."""
        now = self.strategy
        days = str(now.cadence_days) if now and now.cadence_days else ""
        return (
            Field("strategy", NAME, value=now.name if now else ""),
            Field("cadence_days", DAYS, value=days, hint=DAYS_HINT, skip=True),
            Field(
                "services", SERVICES, value="; ".join(now.services) if now else "", hint=MANY_HINT, skip=True
            ),
            Field(
                "measures", MEASURES, value="; ".join(now.measures) if now else "", hint=MANY_HINT, skip=True
            ),
        )

    async def submit(self) -> None:
        """Answer; raises Invalid for a blank name and an interval that is no number of days."""
        days = self.field("cadence_days").value.strip()
        interval = parse_days(days, field="cadence_days") if days else None
        name = self.field("strategy").value.strip()
        parts = (_parts(self.field(field).value) for field in ("services", "measures"))
        self.close(Strategy(name, interval, *parts))


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.replace("；", ";").split(";") if part.strip())
