"""Laws of packed keys and marks."""

from hypothesis import given
from hypothesis import strategies as st

from relmgr.domain.orders import Keys, Marks, PackedKeys, View, packed
from relmgr.domain.values import Key

KEY = st.integers(0, 300).map(lambda n: Key(f"{n:032x}"))
UNIQUE = st.lists(KEY, unique=True, max_size=40)


@given(UNIQUE, st.integers(-50, 50), st.integers(-50, 50), KEY)
def test_packed_keys_are_the_keys(keys: list[Key], low: int, high: int, other: Key) -> None:
    """Length, slices, membership and places are those of the list."""
    held = PackedKeys(packed(keys))
    assert len(held) == len(keys)
    assert list(held) == keys
    assert list(held[low:high]) == keys[low:high]
    assert (other in held) == (other in keys)
    assert Keys(held).place(other) == Keys(keys).place(other)


@given(UNIQUE, st.sets(KEY), st.sampled_from(["single", "scope", "held"]))
def test_marks_say_which_and_how_many(keys: list[Key], turned: set[Key], kind: str) -> None:
    """However marks are kept, they hold the keys that they count."""
    shown = sorted(keys)
    inside = turned & set(keys)
    marks = {
        "single": Marks(),
        "scope": Marks(scope="all", size=len(shown)),
        "held": Marks(held=PackedKeys(packed(shown))),
    }[kind]
    expected = set() if kind == "single" else set(shown)
    for key in inside:
        marks = marks.toggled(key)
    assert {key for key in shown if marks.holds(key)} == expected ^ inside
    assert len(marks) == len(expected ^ inside)
    assert all(marks.toggled(key).toggled(key) == marks for key in shown)


@given(st.integers(1, 500), st.integers(0, 499), st.integers(0, 60), st.integers(1, 60))
def test_pages_in_view_hold_the_cursor(length: int, place: int, above: int, height: int) -> None:
    """They begin where a page begins and reach from the top of the window to its end."""
    place = min(place, length - 1)
    first, count = View(None, place, min(above, place), height).pages(place, length, 50)
    assert first % 50 == 0
    assert first <= place < first + count
