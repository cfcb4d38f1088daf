"""docs/facts.md is what the list of facts and the shipped rules say today."""

from docs.facts import PAGE, page


def test_the_page_of_facts_is_current() -> None:
    assert PAGE.read_text("utf-8") == page(), "run just docs"
