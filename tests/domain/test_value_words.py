"""Stored codes are said in words, and each in one table."""

from relmgr.domain import value_words
from relmgr.domain.fact_words import said
from relmgr.domain.signals import SourceKind
from relmgr.domain.value_words import ASSET_CLASSES, PHASES, RULE_SOURCES, worded
from relmgr.domain.values import AssetClass
from relmgr.rulebook.loader import load
from relmgr.words import Words


def test_every_value_of_a_closed_set_has_words() -> None:
    """Asset classes, kinds of rule sources and the phases that the cadence rules name."""
    assert set(ASSET_CLASSES) == set(AssetClass)
    assert set(RULE_SOURCES) == {kind.value for kind in SourceKind}
    assert set(load().cadence.matrix.phases) <= set(PHASES)


def test_the_codes_that_rules_compare_with_have_words() -> None:
    """No limit of the built-in rules is shown as its code."""
    for rule in load().warnings.rules:
        for step in rule.steps:
            for condition in step.conditions:
                codes = condition.than if isinstance(condition.than, tuple) else (condition.than,)
                for code in codes:
                    if isinstance(code, str) and condition.fact != "grade":
                        assert said(condition.fact, code).zh != code, f"{rule.id} {code}"


def test_an_unknown_code_is_shown_as_it_was_stored() -> None:
    """A list may bring a phase that nobody foresaw."""
    assert worded(value_words.PHASES, "疏浚") == Words("疏浚", "疏浚")
