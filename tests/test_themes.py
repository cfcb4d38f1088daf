"""Every text can be read: contrast after WCAG 2.1 of each colour on each background it is painted on."""

import pytest

from relmgr.themes import THEMES
from relmgr.widgets.badges import STYLES

LEAST = {"dark": 4.5, "light": 4.5, "contrast": 7.0}

PAPERS = ("cursor", "blurred", "line", "scrollbar")


def luminance(colour: str) -> float:
    """Return the relative luminance of `#rrggbb` (WCAG 2.1)."""
    shares = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the ratio between the lighter and the darker colour."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", list(LEAST))
def test_every_meaning_can_be_read(name: str) -> None:
    """On the background and on the lines around it; the cursor's text on the cursor."""
    theme = THEMES[name]
    values = theme.variables
    papers = [str(theme.background), values["line-background"]]
    inks = {key: ink for key, ink in values.items() if ink.startswith("#") and not key.startswith(PAPERS)}
    weak = {
        f"{key} on {paper}": round(contrast(ink, paper), 2)
        for key, ink in {**inks, "foreground": str(theme.foreground), "primary": theme.primary}.items()
        for paper in papers
        if contrast(ink, paper) < LEAST[name]
    }
    assert weak == {}
    assert contrast(values["cursor-foreground"], values["cursor-background"]) >= LEAST[name]
    assert contrast(str(theme.foreground), values["blurred-background"]) >= LEAST[name]


def test_no_meaning_is_dimmed() -> None:
    """`dim` blends a colour half into the background, which takes muted text below the least contrast."""
    assert not [name for name, style in STYLES.items() if "dim" in style]
