"""Bursts and split key sequences through a real terminal; `just type-ahead` does twenty of them."""

from pathlib import Path

import pytest

from bench.type_ahead import Landed, demo_book, split_sequences, type_bursts


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a demo book of its own."""
    return demo_book(tmp_path_factory.mktemp("typed"))


@pytest.mark.parametrize("over_ssh", [True, False])
def test_what_a_slow_line_makes_of_arrow_keys_changes_nothing(home: Path, over_ssh: bool) -> None:
    """Their bytes arrive a fifth of a second apart, on the warnings and on the tier review."""
    before, after = split_sequences(home, over_ssh=over_ssh, sequences=("\x1b[D", "\x1bOP"))
    assert before == after


def test_bursts_land_in_the_fields_they_were_meant_for(home: Path) -> None:
    """Next client, log, text, next visit, next step and save in one write, compared with the book."""
    assert type_bursts(home, 3) == [Landed(f"burst {n:02}", 7, f"step {n:02}") for n in range(3)]
