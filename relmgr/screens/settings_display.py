"""The part of the settings screen that is changed at once: how relmgr looks, and what the terminal can do."""

from collections.abc import Sequence

from rich.cells import cell_len

from relmgr import i18n
from relmgr.screens.looks import CHOICES, Choice, Looks
from relmgr.widgets import amounts, glyphs, privacy
from relmgr.widgets.badges import Styled
from relmgr.widgets.glyph_probe import NO_ANSWER, ONE, TWO
from relmgr.widgets.line_list import Line, Target, cell, heading, note, row
from relmgr.widgets.wrapping import wrapped
from relmgr.words import Words

DISPLAY = Words("显示与语言 (Enter 换下一个)", "Display (Enter takes the next)")
CHECK = Words("终端体检 (t 测试)", "Terminal check (t tests)")
ON, OFF = Words("开", "on"), Words("关", "off")
MASK = Words("隐私模式", "Privacy mask")
MASK_NOTE = Words("遮住名称、金额、电话和文字；导出的文件不受影响",
                  "hides names, amounts, phones and texts; files that are exported are not affected")  # fmt: skip
EXAMPLE = Words("例 {one} / {other}", "e.g. {one} / {other}")
NO_COLOUR = Words("终端无颜色 (NO_COLOR/TERM)：用单色", "no colours here (NO_COLOR/TERM): mono")
SEVERITY, SAFE = (
    Words("预警颜色", "Severities"),
    Words("色盲安全的配色，另有字和 !!!", "colour-blind safe, with words and !!!"),
)
WIDTHS = {
    ONE: Words("窄", "1 cell"), TWO: Words("宽", "2 cells"), NO_ANSWER: Words("终端不回答", "no answer"),
}  # fmt: skip
NOT_ASKED = Words("未检测", "not tested")
SIZE, COLOURS, ENCODING = Words("窗口", "Window"), Words("颜色", "Colours"), Words("编码", "Encoding")
BOX, COPYING = Words("框线宽度", "Box characters"), Words("复制", "Copying")
EMULATOR, LINE = Words("模拟器", "Emulator"), Words("连接", "Connection")
OK, SMALL, ALIGNED = Words("正常", "ok"), Words("小", "small"), Words("两行 | 应对齐", "both | must line up")
COLOUR_NAMES = {
    "truecolor": Words("真彩", "true colour"), "256": Words("256 色", "256"), "16": Words("16 色", "16"),
    "none": Words("无", "none"),
}  # fmt: skip
TAKES, MAYBE = (
    Words("OSC52 (已知可用)", "OSC52 (known to work)"),
    Words("OSC52 (未知，另存文件)", "OSC52 (unknown, so a file too)"),
)
LOCAL, OVER_SSH = Words("本机", "local"), Words("SSH", "SSH")
LABEL = 14


def display(looks: Looks, width: int) -> list[Line]:
    """Return the choices, the chosen value of each in brackets."""
    lines = [heading(i18n.say(DISPLAY))]
    for choice in CHOICES.values():
        lines.append(_choice(choice, looks, width))
    masks = _options(((True, ON), (False, OFF)), privacy.is_masked())
    first, *more = wrapped(i18n.say(MASK_NOTE), width - _taken(masks))
    lines.append(row(Target("privacy", ""), _label(MASK), *masks, Styled(first, "muted")))
    lines += [note(" " * _taken(masks), Styled(piece, "muted")) for piece in more]
    lines.append(row(Target("severity", ""), _label(SEVERITY), Styled(i18n.say(SAFE), "muted")))
    return lines


def _label(words: Words) -> str | Styled:
    return cell(i18n.say(words), LABEL)


def _options(options: tuple[tuple[object, Words], ...], chosen: object) -> list[str | Styled]:
    parts: list[str | Styled] = []
    for value, words in options:
        said = i18n.say(words)
        parts += [Styled(f"[{said}]", "strong") if value == chosen else f" {said} ", " "]
    return parts


def _choice(choice: Choice, looks: Looks, width: int) -> Line:
    parts = _options(choice.options, looks[choice.name])
    said = _note(choice, looks)
    if said and cell_len(said) <= width - _taken(parts):
        parts.append(Styled(said, "muted"))
    return row(Target(choice.name, ""), _label(choice.label), *parts)


def _taken(parts: Sequence[str | Styled]) -> int:
    """Return the cells that a mark, a label and options take."""
    return 3 + LABEL + sum(cell_len(part if isinstance(part, str) else part.text) for part in parts)


def _note(choice: Choice, looks: Looks) -> str:
    if choice.name == "money":
        one, other = (amounts.short(minor, "CNY") for minor in (32_000_000_000, 8_500_000_000))
        return i18n.say(EXAMPLE, one=one, other=other)
    if choice.name == "theme" and looks.here.no_colour:
        return i18n.say(NO_COLOUR)
    if choice.name == "glyphs":
        return (
            f"{i18n.say(WIDTHS.get(looks.cells, NOT_ASKED))}: {glyphs.rule(3)}{glyphs.bar(2)}{glyphs.side()}"
        )
    return ""


def terminal_check(looks: Looks, size: tuple[int, int]) -> list[Line]:
    """Return what is known about the terminal, and two lines whose ends a person sees aligned or not."""
    here, say = looks.here, i18n.say
    fits = say(OK if size[0] >= 80 and size[1] >= 24 else SMALL)
    joined = " ".join(part for part in (say(OVER_SSH if here.over_ssh else LOCAL), here.inside) if part)
    facts = (
        (SIZE, f"{size[0]}x{size[1]} {fits}"),
        (COLOURS, say(COLOUR_NAMES[here.colours])),
        (ENCODING, f"UTF-8 {say(OK)}" if here.utf8 else "UTF-8 ?"),
        (BOX, say(WIDTHS.get(looks.cells, NOT_ASKED))),
        (COPYING, say(TAKES if here.takes_osc52 else MAYBE)),
        (EMULATOR, here.name),
        (LINE, joined),
    )
    lines = [heading(say(CHECK))]
    lines += [row(Target("check", words.en), _label(words), value) for words, value in facts]
    lines.append(row(Target("check", "wide"), _label(ALIGNED), "|中文中文|"))
    lines.append(row(Target("check", "narrow"), _label(Words("", "")), "|abcdefgh|"))
    return lines
