"""The exposure of the largest clients stands in the list, whatever its currency."""

import pytest
from rich.cells import cell_len

from relmgr import i18n
from relmgr.screens.client_columns import WIDTHS, exposure_text


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("currency", ["CNY", "USD"])
def test_every_exposure_fits_its_column(language: i18n.Language, currency: str) -> None:
    """Up to 180 billion no figure becomes `###`."""
    i18n.use(language)
    width = WIDTHS[0 if language == "zh" else 1]
    for power in range(13):
        assert cell_len(exposure_text(18 * 10**power, currency)) <= width


def test_a_figure_too_long_names_its_unit() -> None:
    """The column is in 10,000; what does not fit says that it is in 100 million."""
    i18n.use("zh")
    assert exposure_text(18_140_200_000_00, "USD") == "USD 181亿"
    assert exposure_text(7_783_760_000_00, "USD") == "USD 778,376"
