"""Sealed answers: opened by who may, while they may, as they were."""

import string
from datetime import timedelta

import pytest
from cryptography.fernet import Fernet
from hypothesis import given
from hypothesis import strategies as st

from portal.services.sealing import Sealer
from tests.values import FakeClock

OLD, NEW = (Fernet.generate_key().decode() for _ in range(2))
LIFE = timedelta(minutes=15)
ANSWERS = {"j": "autotest", "a": {"appareil": "telephone"}}
CONTENTS = st.dictionaries(
    st.text(min_size=1), st.text() | st.integers() | st.lists(st.text()), max_size=6
)


def sealer(*keys: str, clock: FakeClock | None = None) -> Sealer:
    return Sealer(keys or (OLD,), clock or FakeClock())


@given(CONTENTS, st.text())
def test_what_was_sealed_comes_back_as_it_was(content: dict[str, object], bound: str) -> None:
    one = sealer()
    assert one.open(one.seal(content, life=LIFE, bound=bound), bound=bound) == content


@given(st.text())
def test_whatever_is_not_a_token_opens_to_nothing(text: str) -> None:
    assert sealer().open(text) is None


@given(st.integers(0, 150), st.sampled_from(string.ascii_letters + string.digits))
def test_a_damaged_token_opens_to_nothing(index: int, letter: str) -> None:
    token = sealer().seal(ANSWERS, life=LIFE)
    damaged = token[:index] + letter + token[index + 1 :]
    assert damaged == token or sealer().open(damaged) is None


def test_a_cut_token_opens_to_nothing() -> None:
    token = sealer().seal(ANSWERS, life=LIFE)
    assert sealer().open(token[: len(token) // 2]) is None


def test_a_token_opens_until_its_last_second_and_not_after() -> None:
    clock = FakeClock()
    one = sealer(clock=clock)
    token = one.seal(ANSWERS, life=LIFE)
    clock.now += LIFE.total_seconds() - 1
    assert one.open(token) == ANSWERS
    clock.now += 1
    assert one.open(token) is None


def test_another_key_opens_nothing() -> None:
    assert sealer(NEW).open(sealer(OLD).seal(ANSWERS, life=LIFE)) is None


def test_after_a_rotation_both_keys_open_and_the_new_one_seals() -> None:
    rotated = sealer(NEW, OLD)
    assert rotated.open(sealer(OLD).seal(ANSWERS, life=LIFE)) == ANSWERS
    assert sealer(NEW).open(rotated.seal(ANSWERS, life=LIFE)) == ANSWERS


@pytest.mark.parametrize(("sealed_for", "opened_in"), [("visite-1", "visite-2"), ("visite-1", "")])
def test_answers_of_a_terminal_visit_do_not_open_in_another(
    sealed_for: str, opened_in: str
) -> None:
    token = sealer().seal(ANSWERS, life=LIFE, bound=sealed_for)
    assert sealer().open(token, bound=opened_in) is None


def test_no_answer_can_be_read_in_a_token() -> None:
    token = sealer().seal(ANSWERS, life=LIFE)
    assert "telephone" not in token
    assert token != sealer().seal(ANSWERS, life=LIFE)
