"""Who hangs together: ties hold both ways, paths are shortest, and one unknown leaves the answer open."""

from hypothesis import given
from hypothesis import strategies as st

from relmgr.domain.connected import Tie, TieKind, any_known, groups_of, neighbours, paths_from

NODES = st.sampled_from("abcdefgh")
TIES = st.lists(st.builds(Tie, NODES, NODES, st.sampled_from(TieKind)), max_size=12)


def test_the_path_names_each_step() -> None:
    steps = neighbours(
        [Tie("a", "p", TieKind.GROUP), Tie("b", "p", TieKind.GROUP), Tie("b", "c", TieKind.GUARANTEE)]
    )
    assert paths_from("a", steps)["c"] == (
        ("p", TieKind.GROUP),
        ("b", TieKind.GROUP),
        ("c", TieKind.GUARANTEE),
    )


@given(TIES)
def test_hanging_together_is_mutual_and_transitive(ties: list[Tie]) -> None:
    steps = neighbours(ties)
    groups = groups_of(steps)
    for node, group in groups.items():
        assert group == {node, *paths_from(node, steps)}
        assert all(groups[other] == group for other in group)


@given(TIES, NODES)
def test_a_path_leads_by_ties_that_exist(ties: list[Tie], start: str) -> None:
    known = {(tie.one, tie.other, tie.kind) for tie in ties} | {
        (tie.other, tie.one, tie.kind) for tie in ties
    }
    for node, path in paths_from(start, neighbours(ties)).items():
        assert path[-1].to == node
        at = start
        for step in path:
            assert (at, step.to, step.kind) in known
            at = step.to


def test_one_unknown_leaves_it_open_and_one_yes_decides() -> None:
    assert any_known([False, None, True]) is True
    assert any_known([False, None]) is None
    assert any_known([False]) is False
