"""Training: known effects are found, holes that tell are set aside, a turned ratio is left out, folds are honest."""

from random import Random

import pytest

from relmgr.domain.card_samples import Sample, hole_auc, holes_auc
from relmgr.domain.points_card import score_card
from relmgr.errors import Refused
from relmgr.rulebook.card_training import Training, train
from relmgr.rulebook.card_validation import FOLDS, cross_validate, holes_of, stratified
from relmgr.rulebook.logistic import ridge_logistic
from relmgr.words import Words

NONE = Words("", "")


def sample(cases: int = 1500, seed: int = 1) -> Sample:
    """Return cases of which `strong` and `weak` tell the risk, `twin` repeats, `noise` does not."""
    chance = Random(seed)
    strong = [chance.gauss(0, 1) for _ in range(cases)]
    weak = [chance.gauss(0, 1) for _ in range(cases)]
    bad = [
        chance.random() < 0.12 + 0.10 * (s < -0.5) + 0.06 * (w < 0) for s, w in zip(strong, weak, strict=True)
    ]
    noise = [chance.gauss(0, 1) for _ in range(cases)]
    holes = [None if (b and chance.random() < 0.6) else chance.gauss(0, 1) for b in bad]
    return Sample({"strong": strong, "weak": weak, "noise": noise, "holes": holes}, bad)


def test_a_card_is_made_of_what_tells() -> None:
    found = train(sample(), Training())
    assert [ratio.binned.name for ratio in found.ratios] == ["strong", "weak"]
    assert set(found.set_aside) == {"holes"}
    card = found.card("1", NONE)
    assert all(ratio.is_monotone and ratio.missing == 0 for ratio in card.ratios)
    assert all(points == int(points) for ratio in card.ratios for points in ratio.points)
    best, worst = {"strong": 2.0, "weak": 2.0}, {"strong": -2.0, "weak": -2.0}
    high, low = score_card(best, card).total, score_card(worst, card).total
    assert high is not None
    assert low is not None
    assert high > low


def test_holes_are_used_only_when_asked_for() -> None:
    data = sample()
    assert hole_auc(data.ratios["holes"], data.bad) > 0.7
    assert holes_auc(data) > 0.7
    asked = train(data, Training(missing_counts=True)).card("1", NONE)
    lost = next(ratio.missing for ratio in asked.ratios if ratio.name == "holes")
    assert lost < 0
    assert holes_of(asked, data) > 0.7
    assert holes_of(train(data, Training()).card("1", NONE), data) == 0.5


def test_zero_points_for_what_is_missing_would_not_hide_telling_holes() -> None:
    """The reason for setting such ratios aside: the known bins all get better than the missing ones."""
    trap = train(sample(), Training(telling=1.0), ["holes", "strong"])
    assert holes_of(trap.card("1", NONE), sample()) > 0.7


def test_named_ratios_that_only_have_telling_holes_are_refused() -> None:
    with pytest.raises(Refused, match="No ratio can be used"):
        train(sample(), Training(), ["holes"])


def test_a_ratio_that_would_turn_its_meaning_round_is_left_out() -> None:
    data = sample()
    copies = {f"copy{n}": list(data.ratios["strong"]) for n in range(3)}
    found = train(Sample({**data.ratios, **copies}, data.bad), Training(), ["strong", *copies, "weak"])
    assert all(ratio.weight > 0 for ratio in found.ratios)


def test_too_few_bad_cases_are_refused() -> None:
    data = sample(300)
    few = data.only([c for c in range(300) if not data.bad[c]] + [c for c in range(300) if data.bad[c]][:49])
    with pytest.raises(Refused, match=r"49 bad .* at least 50"):
        cross_validate(few, Training())


def test_every_case_is_held_out_once_and_bad_ones_evenly() -> None:
    bad = sample().bad
    folds = list(stratified(bad))
    assert sorted(case for fold in folds for case in fold) == list(range(len(bad)))
    counts = [sum(bad[case] for case in fold) for fold in folds]
    assert len(folds) == FOLDS
    assert max(counts) - min(counts) <= 1
    assert folds == list(stratified(bad))
    assert folds != list(stratified(bad, seed=7))


def test_noise_alone_is_worth_nothing_on_unseen_cases() -> None:
    """The trap of choosing on test data: ratios of pure noise must rank at chance."""
    chance = Random(3)
    noise = {f"n{place}": [chance.gauss(0, 1) for _ in range(1200)] for place in range(6)}
    found = cross_validate(
        Sample(noise, [chance.random() < 0.2 for _ in range(1200)]), Training(), list(noise)
    )
    assert 0.42 < found.mean < 0.58


def test_the_regression_finds_the_closed_form() -> None:
    """One column that is 0 or 1, hardly held: the weights are the log-odds of the two groups."""
    column = [0.0] * 400 + [1.0] * 400
    bad = [place < 100 for place in range(400)] + [place < 200 for place in range(400)]
    found = ridge_logistic([column], bad, 1e-9)
    assert found.intercept == pytest.approx(-1.0986122886681098)
    assert found.weights[0] == pytest.approx(1.0986122886681098)
    held = ridge_logistic([column], bad, 5.0)
    assert 0 < held.weights[0] < found.weights[0]


def test_columns_that_separate_completely_still_end() -> None:
    column = [float(place) for place in range(200)]
    found = ridge_logistic([column], [place >= 100 for place in range(200)], 5.0)
    assert found.weights[0] > 0
