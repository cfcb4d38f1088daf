"""Every screen test starts unmasked."""

from collections.abc import Iterator

import pytest

from relmgr.widgets import privacy


@pytest.fixture(autouse=True)
def _unmasked() -> Iterator[None]:
    """Show names and amounts, whatever the test before did."""
    privacy.mask(False)
    yield
    privacy.mask(False)
