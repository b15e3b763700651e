"""Frames: what is sent comes back, and nothing else is believed."""

import socket
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.services.engine.wire import HEADER, LARGEST, Garbled, pack, receive, send, until
from tests.values import FakeClock

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text()
    | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@pytest.fixture
def line() -> Iterator[tuple[socket.socket, socket.socket]]:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield ours, theirs


@given(st.lists(st.dictionaries(st.text(), JSON), max_size=3))
def test_frames_come_back_one_by_one_as_they_were(values: list[dict[str, Any]]) -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        ours.sendall(b"".join(map(pack, values)))
        assert [receive(theirs) for _ in values] == values


@pytest.mark.parametrize("body", [b"bonjour", b"[]", b"12", b"\xff", b"[" * 100_000])
def test_what_is_no_object_is_garbled(
    line: tuple[socket.socket, socket.socket], body: bytes
) -> None:
    line[0].sendall(HEADER.pack(len(body)) + body)
    with pytest.raises(Garbled):
        receive(line[1])


def test_a_frame_too_large_is_refused_before_it_is_read(
    line: tuple[socket.socket, socket.socket],
) -> None:
    line[0].sendall(HEADER.pack(LARGEST + 1))
    with pytest.raises(Garbled):
        receive(line[1])


@pytest.mark.parametrize("sent", [b"", b"\x00\x00", HEADER.pack(10) + b"{"])
def test_a_frame_cut_short_is_the_end(
    line: tuple[socket.socket, socket.socket], sent: bytes
) -> None:
    line[0].sendall(sent)
    line[0].close()
    with pytest.raises(EOFError):
        receive(line[1])


def test_a_moment_in_the_past_leaves_no_time(line: tuple[socket.socket, socket.socket]) -> None:
    clock = FakeClock()
    patience = until(clock.now + 5, clock)
    assert patience() == 5
    clock.now += 5
    for wait in (lambda: receive(line[1], patience), lambda: send(line[0], b"x", patience)):
        with pytest.raises(TimeoutError):
            wait()


def test_a_frame_that_stops_in_the_middle_is_not_waited_for(
    line: tuple[socket.socket, socket.socket],
) -> None:
    line[0].sendall(HEADER.pack(10) + b"{")
    with pytest.raises(TimeoutError):
        receive(line[1], lambda: 0.01)


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_what_json_cannot_say_is_not_sent(number: float) -> None:
    with pytest.raises(ValueError):
        pack({"amount": number})
