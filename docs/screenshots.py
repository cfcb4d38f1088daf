"""Draw the README's pictures from the running program: every cell on a grid, so that Chinese columns line up."""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from pyte.screens import Char

from bench.terminal import Terminal

FOLDER = Path(__file__).parent / "images"
QUIET = 0.8
"""Seconds without output after which a screen is taken for complete, on a busy machine too."""
CELL = (10, 22)
POINTS, WIDE_POINTS = 17, 19
"""Sizes at which a narrow character fills one cell and a Chinese one two."""
NARROW, WIDE = "DejaVu Sans Mono", "Noto Sans CJK SC"
INK, PAPER = "e0e0e0", "121416"
NAMED = {
    "default": INK,
    "black": "000000",
    "red": "ff6b4a",
    "green": "2dbe8c",
    "brown": "e69f00",
    "white": "ffffff",
}

STORY: Sequence[tuple[str, str, str, tuple[str, ...]]] = (
    ("today", "zh", "今日", ()),
    ("clients", "zh", "客户", ("2",)),
    ("client", "zh", "客户", ("2", "enter")),
    ("log", "zh", "记拜访", ("2", "v", "谈妥续授信，等三季报", "enter", "+7")),
    ("calendar", "zh", "日程", ("3",)),
    ("warnings", "zh", "预警", ("4",)),
    ("tiers", "zh", "分层", ("5",)),
    ("reminders", "zh", "提醒", ("6",)),
    ("weekly", "zh", "周报", ("7",)),
    ("why", "zh", "预警", ("4", "W")),
    ("segments", "zh", "客户", ("2", "o")),
    ("portfolio", "zh", "组合", ("8",)),
    ("filter", "zh", "客户", ("2", "f", "层级:A 未见>30")),
    ("history", "zh", "预警", ("4", "a", "j", "a", "ctrl+p", "czls", "enter")),
    ("today-en", "en", "Today", ()),
    ("clients-en", "en", "Clients", ("2",)),
    ("warnings-en", "en", "Warn", ("4",)),
    ("tiers-en", "en", "Tier", ("5",)),
)
"""Picture name, language, text that means the program is ready, and the keys that lead to it."""


@cache
def font(family: str, *, bold: bool) -> ImageFont.FreeTypeFont:
    """Return a font of the machine, found by fontconfig."""
    style = f"{family}:bold" if bold else family
    path, index = subprocess.run(
        ["fc-match", "-f", "%{file}|%{index}", style], capture_output=True, text=True, check=True
    ).stdout.split("|")
    size = WIDE_POINTS if family == WIDE else POINTS
    return ImageFont.truetype(path, size, index=int(index) & 0xFFFF)


def colour(name: str, default: str) -> str:
    """Return a colour of the emulator as #rrggbb."""
    known = default if name == "default" else NAMED.get(name, name)
    return f"#{known}"


def draw(terminal: Terminal) -> Image.Image:
    """Return the screen of a terminal as a picture."""
    wide, high = CELL
    image = Image.new("RGB", (terminal.columns * wide, terminal.rows * high), f"#{PAPER}")
    pen = ImageDraw.Draw(image)
    for y in range(terminal.rows):
        line = terminal.screen.buffer[y]
        for x in range(terminal.columns):
            draw_cell(
                pen,
                line[x],
                x * wide,
                y * high,
                line[x + 1].data == "" if x + 1 < terminal.columns else False,
            )
    return image


def draw_cell(pen: ImageDraw.ImageDraw, cell: Char, x: int, y: int, is_wide: bool) -> None:
    """Draw one cell, or two for a wide character; the second cell of a wide character is empty."""
    if cell.data == "":
        return
    ink, paper = colour(cell.fg, INK), colour(cell.bg, PAPER)
    if cell.reverse:
        ink, paper = paper, ink
    width = CELL[0] * (2 if is_wide else 1)
    pen.rectangle((x, y, x + width - 1, y + CELL[1] - 1), fill=paper)
    family = WIDE if is_wide else NARROW
    pen.text((x, y + CELL[1] - 5), cell.data, fill=ink, font=font(family, bold=cell.bold), anchor="ls")
    if cell.underscore:
        pen.line((x, y + CELL[1] - 2, x + width - 1, y + CELL[1] - 2), fill=ink)


def main(arguments: Sequence[str] | None = None) -> None:
    """Make a demo book and draw the story, or the pictures named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="pictures to draw; all when none is named")
    parser.add_argument("--to", type=Path, default=FOLDER)
    parser.add_argument("--size", default="100x30")
    options = parser.parse_args(arguments)
    columns, rows = (int(number) for number in options.size.split("x"))
    options.to.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        relmgr = [sys.executable, "-m", "relmgr"]
        subprocess.run(
            [*relmgr, "--lang", "zh", "demo", "--keep", scratch], check=True, stdout=subprocess.DEVNULL
        )
        for name, language, ready, keys in STORY:
            if options.names and name not in options.names:
                continue
            command = [*relmgr, "--home", scratch, "--lang", language]
            with Terminal(command, columns, rows) as terminal:
                terminal.wait_for(ready)
                terminal.settle(QUIET)
                for key in keys:
                    terminal.send(key)
                    terminal.settle(QUIET)
                draw(terminal).quantize(96).save(options.to / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
