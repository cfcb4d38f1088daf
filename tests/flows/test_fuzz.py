"""Random keys on a demo book, in a short form; the full one is `just fuzz`."""

from pathlib import Path

import pytest

from bench.fuzz import fuzz, make_template


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a demo book."""
    return make_template(tmp_path_factory.mktemp("fuzz") / "template")


@pytest.mark.parametrize("seed", [101, 102])
def test_random_keys_break_and_lose_nothing(template: Path, tmp_path: Path, seed: int) -> None:
    for _, found in fuzz(template, tmp_path, [seed], 250):
        assert found.is_right, (found.defects, found.lost, found.stuck)
        assert found.keys >= 250
