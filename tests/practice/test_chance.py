"""Chance by number: the published numbers of SplitMix64, and draws that are fair and stay."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from spine_edu.practice.chance import Chance


def test_the_numbers_are_those_of_the_published_generator():
    chance = Chance(1234567)
    assert [chance.below(1 << 64) for _ in range(5)] == [
        6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821,
    ]  # fmt: skip


def test_streams_of_one_seed_have_nothing_to_do_with_each_other():
    rows = {
        name: tuple(Chance(3).stream(name).below(1000) for _ in range(1)) for name in ("operation", "patient", "note", "telling")
    }
    assert len(set(rows.values())) == len(rows)
    used = Chance(3)
    used.below(10)
    assert used.stream("note").below(10**9) == Chance(3).stream("note").below(10**9)


@given(st.integers(0, 2**64), st.integers(1, 10**6))
def test_a_draw_lies_below_its_bound(seed, bound):
    assert 0 <= Chance(seed).below(bound) < bound


def test_weights_are_kept_in_the_long_run():
    chance = Chance(99)
    seen = Counter(chance.weighed({"often": 3, "seldom": 1, "never": 0}) for _ in range(8000))
    assert abs(seen["often"] / 8000 - 0.75) < 0.02 and seen["never"] == 0


@given(st.integers(0, 2**32), st.lists(st.integers(), max_size=30))
def test_shuffling_loses_nothing(seed, items):
    assert sorted(Chance(seed).shuffled(items)) == sorted(items)
