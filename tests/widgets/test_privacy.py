"""The mask: no name is left where it stands inside other words."""

from collections.abc import Iterator

import pytest

from relmgr.widgets import privacy


@pytest.fixture(autouse=True)
def _unmasked() -> Iterator[None]:
    yield
    privacy.mask(False)


def test_the_name_inside_a_title_is_masked() -> None:
    """A project called after its client would give the name away."""
    title = "建设延误: 听风者海上风电项目"
    assert privacy.about(title, "听风者海上风电") == title
    privacy.mask(True)
    assert privacy.about(title, "听风者海上风电") == "建设延误: 听**项目"


def test_the_longer_of_two_names_goes_first() -> None:
    """The short name is part of the full one; no rest of the full one stays behind."""
    privacy.mask(True)
    assert privacy.about("Acme Steel (China) shed", "Acme", "Acme Steel (China)", "") == "A** shed"


def test_what_moves_the_cursor_does_not_hide_a_name() -> None:
    """A name with a joining character is still found, as it is painted."""
    privacy.mask(True)
    assert privacy.about("押品: 青\u200d禾风电厂房", "青禾风电") == "押品: 青**厂房"
