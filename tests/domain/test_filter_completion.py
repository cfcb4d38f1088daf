"""What may follow in a half-typed filter: fields and values, in both languages, by initials too."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relmgr.domain.fields import FIELDS, every_name, named_field, names_of
from relmgr.domain.filter_completion import MOST, field_choices, known_choices, taken, wanted
from relmgr.domain.segment_grammar import HAS, JOINERS, MISSING, parse_definition


@pytest.mark.parametrize(
    ("text", "part", "field"),
    [
        ("", "", None),
        ("tier:A la", "la", None),
        ("-reg", "reg", None),
        ("(预", "预", None),
        ("tier:", "", "tier"),
        ("tier:A,", "", "tier"),
        ("层级：A，", "", "tier"),
        ('region:"华', "华", "region"),
        ("tier:A ", "", None),
    ],
)
def test_the_last_word_says_what_is_typed(text: str, part: str, field: str | None) -> None:
    """A field before an operator, a value behind it."""
    want = wanted(text)
    assert want is not None
    assert (want.part, want.field.code if want.field else None) == (part, field)


@pytest.mark.parametrize(
    ("text", "choice", "becomes"),
    [
        ("las", "last>", "last>"),
        ("tier:A or exp", "exposure>", "tier:A or exposure>"),
        ("-re", "region:", "-region:"),
        ("missing:gra", "grade", "missing:grade"),
        ("warn:r", "red", "warn:red"),
        ("state:active,dor", "dormant", "state:active,dormant"),
    ],
)
def test_a_suggestion_takes_the_place_of_the_half_typed_word(text: str, choice: str, becomes: str) -> None:
    """What stands before it stays."""
    want = wanted(text)
    assert want is not None
    about = want.field
    found = field_choices(want, "en") if about is None else known_choices(about, want.part, "en")
    chosen = next(one for one in found if one.text == choice)
    assert taken(text, len(text), want, chosen) == (becomes, len(becomes))


def test_chinese_fields_answer_to_their_initials() -> None:
    """Every field does, so that the input method may stay off."""
    for field in FIELDS.values():
        assert field.initials.isascii()
        want = wanted(field.initials)
        assert want is not None
        found = [choice.label for choice in field_choices(want, "zh")]
        assert any(named_field(label) is field for label in found), field.code


def test_names_of_fields_are_apart_from_each_other_and_from_the_words_of_the_grammar() -> None:
    """One name means one field, and none begins like a word that joins conditions."""
    names = [name for field in FIELDS.values() for name in names_of(field)]
    assert len(names) == len(set(names))
    assert not set(names) & (MISSING | HAS | JOINERS)
    assert not [name for name in every_name() if name.startswith(("或", "且", "非", "-", "并且"))]


@given(st.text(max_size=40))
def test_any_text_can_be_completed_or_not(text: str) -> None:
    """Nothing that is typed breaks the suggestions, and there are never more than fit."""
    want = wanted(text)
    if want is not None and want.field is None:
        assert len(field_choices(want, "zh")) <= MOST
    elif want is not None and want.field is not None:
        assert len(known_choices(want.field, want.part, "en")) <= MOST


def test_suggested_values_can_be_read() -> None:
    """Whatever is taken is a value of its field."""
    for field in FIELDS.values():
        for language in ("zh", "en"):
            for choice in known_choices(field, "", language):
                assert parse_definition(f"{field.code}:{choice.text}").conditions
