"""A routing engine on the network: its shapes, its faults, and how little it is asked."""

import json
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from portal.domain.access import Mode, Point
from portal.services.routing import Careful, Destination, RouterFailed, open_router
from portal.services.routing.careful import AT_ONCE, REST
from portal.services.routing.kept import DAY, Kept
from portal.services.routing.line import MOST_BYTES, Line
from portal.services.routing.osrm import Osrm
from portal.services.routing.valhalla import Valhalla
from portal.services.routing.values import Router, minutes_of
from portal.settings import RouterSettings, from_environment

START = Point(latitude=48.892, longitude=2.206)
ENDS = (
    Destination("mairie", Point(latitude=48.9, longitude=2.21)),
    Destination("centre", Point(latitude=48.88, longitude=2.19)),
)


@dataclass(slots=True)
class Engine:
    """A server on this machine that answers what the test says, and remembers what it was asked."""

    answer: Callable[[], bytes]
    status: int = 200
    asked: list[tuple[str, Any]] = field(default_factory=list)
    address: str = ""


class Server(ThreadingHTTPServer):
    """A server that says nothing when a caller has hung up."""

    def handle_error(self, *_: object) -> None:
        """The caller did not wait: that is what the test is about."""


@contextmanager
def served(engine: Engine) -> Iterator[Engine]:
    class Handler(BaseHTTPRequestHandler):
        def _reply(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            body = self.rfile.read(length)
            engine.asked.append((self.path, json.loads(body) if body else None))
            content = engine.answer()
            self.send_response(engine.status)
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = _reply  # noqa: N815

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with Server(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        engine.address = f"http://127.0.0.1:{server.server_port}"
        try:
            yield engine
        finally:
            server.shutdown()
            thread.join()


def settings(name: str, address: str, more: str = "") -> RouterSettings:
    found = from_environment({"PORTAL_ROUTER": f"{name}:{address} {more}"}).router
    assert found
    return found


def osrm(row: object, code: str = "Ok") -> bytes:
    return json.dumps({"code": code, "durations": [row]}).encode()


def valhalla(times: Sequence[object]) -> bytes:
    row = [
        {"from_index": 0, "to_index": index, "time": seconds, "distance": 1.0}
        for index, seconds in enumerate(times)
    ]
    return json.dumps({"sources_to_targets": [row[::-1]], "units": "kilometers"}).encode()


def test_osrm_is_asked_for_one_row_and_its_seconds_become_minutes() -> None:
    with served(Engine(lambda: osrm([0, 600.4, 29]))) as engine:
        router = Osrm(settings("osrm", engine.address), Line())
        assert router.table(START, ENDS, "walk") == (10, 1)
        router.table(START, ENDS, "bicycle")
    points = "2.206000,48.892000;2.210000,48.900000;2.190000,48.880000"
    assert [path for path, _ in engine.asked] == [
        f"/table/v1/{name}/{points}?sources=0&annotations=duration" for name in ("foot", "bicycle")
    ]


def test_valhalla_is_asked_for_one_row_and_each_time_goes_to_its_place() -> None:
    with served(Engine(lambda: valhalla([600, 1200]))) as engine:
        router = Valhalla(settings("valhalla", engine.address), Line())
        assert router.table(START, ENDS, "walk") == (10, 20)
    [(path, question)] = engine.asked
    assert path == "/sources_to_targets"
    assert question == {
        "sources": [{"lat": 48.892, "lon": 2.206}],
        "targets": [{"lat": 48.9, "lon": 2.21}, {"lat": 48.88, "lon": 2.19}],
        "costing": "pedestrian",
    }


def test_each_means_may_have_its_own_server_or_name() -> None:
    with served(Engine(lambda: osrm([0, 60, 60]))) as engine:
        more = f"foot=marche bicycle={engine.address}/velo"
        router = Osrm(settings("osrm", engine.address, more), Line())
        router.table(START, ENDS, "walk")
        router.table(START, ENDS, "bicycle")
    assert engine.asked[0][0].startswith("/table/v1/marche/")
    assert engine.asked[1][0].startswith("/velo/table/v1/bicycle/")


def test_no_way_is_none_and_not_a_failure() -> None:
    with served(Engine(lambda: osrm([0, None, 90]))) as engine:
        table = Osrm(settings("osrm", engine.address), Line()).table
        assert table(START, ENDS, "walk") == (None, 2)
    with served(Engine(lambda: valhalla([None, 90]))) as engine:
        table = Valhalla(settings("valhalla", engine.address), Line()).table
        assert table(START, ENDS, "walk") == (None, 2)


@pytest.mark.parametrize(
    "content",
    [
        b"", b"{", b"[]", b"null", b"\xff\xfe", b"3", b'{"durations": []}', osrm([0, 60]),
        osrm([0, 60, 60, 60]), osrm([0, "60", 60]), osrm([0, -1, 60]), osrm([0, True, 60]),
        osrm(None), osrm([0, 60, 60], "NoTable"), b'{"code": "Ok", "durations": [[0, 1e999, 1]]}',
        b'{"sources_to_targets": [[{"to_index": 0}]]}', valhalla([60]), valhalla(["60", 60]),
        b'{"sources_to_targets": {"durations": [[1, 2]]}}', b" " * (MOST_BYTES + 1),
    ],
)  # fmt: skip
def test_an_answer_of_another_shape_is_a_failure(content: bytes) -> None:
    with served(Engine(lambda: content)) as engine:
        for kind in (Osrm, Valhalla):
            router: Router = kind(settings("osrm", engine.address), Line())
            with pytest.raises(RouterFailed):
                router.table(START, ENDS, "walk")


@pytest.mark.parametrize("status", [302, 400, 404, 500, 503])
def test_a_status_of_error_is_a_failure(status: int) -> None:
    with served(Engine(lambda: osrm([0, 60, 60]), status)) as engine, pytest.raises(RouterFailed):
        Osrm(settings("osrm", engine.address), Line()).table(START, ENDS, "walk")


def test_a_late_answer_is_a_failure() -> None:
    late = threading.Event()

    def wait() -> bytes:
        late.wait(5)
        return osrm([0, 60, 60])

    with served(Engine(wait)) as engine:
        with pytest.raises(RouterFailed):
            Osrm(settings("osrm", engine.address), Line(0.05)).table(START, ENDS, "walk")
        late.set()


def test_nobody_at_the_address_is_a_failure() -> None:
    with served(Engine(lambda: b"")) as engine:
        address = engine.address
    with pytest.raises(RouterFailed):
        Osrm(settings("osrm", address), Line()).table(START, ENDS, "walk")


@pytest.mark.parametrize("seconds", [True, "60", [], float("nan"), float("inf"), -0.1])
def test_what_is_not_a_duration_is_refused(seconds: object) -> None:
    with pytest.raises(RouterFailed):
        minutes_of(seconds)


@dataclass(slots=True)
class Clock:
    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


@dataclass(slots=True)
class Counted:
    """Answers 7 minutes to all, or fails, and remembers each call."""

    fails: bool = False
    calls: list[tuple[Point, int, Mode]] = field(default_factory=list)

    def table(
        self, origin: Point, destinations: Sequence[Destination], mode: Mode
    ) -> tuple[int | None, ...]:
        self.calls.append((origin, len(destinations), mode))
        if self.fails:
            raise RouterFailed("essai")
        return tuple(7 for _ in destinations)


def many(count: int) -> list[Destination]:
    return [Destination(f"lieu-{n}", ENDS[0].point) for n in range(count)]


def test_what_was_measured_is_not_asked_again_for_a_day() -> None:
    router, clock = Counted(), Clock()
    careful = Careful(router, clock)
    assert careful.minutes(START, ENDS, "walk") == {"mairie": 7, "centre": 7}
    clock.now += DAY - 1
    assert careful.minutes(START, ENDS[:1], "walk") == {"mairie": 7}
    assert len(router.calls) == 1
    clock.now += 2
    careful.minutes(START, ENDS, "walk")
    assert len(router.calls) == 2


def test_each_means_is_measured_on_its_own() -> None:
    router = Counted()
    careful = Careful(router, Clock())
    careful.minutes(START, ENDS, "walk")
    careful.minutes(START, ENDS, "bicycle")
    assert [mode for _, _, mode in router.calls] == ["walk", "bicycle"]


def test_an_origin_leaves_rounded_to_ten_metres_or_so() -> None:
    router = Counted()
    careful = Careful(router, Clock())
    careful.minutes(Point(latitude=48.89204, longitude=2.20596), ENDS, "walk")
    careful.minutes(START, ENDS, "walk")
    assert [origin for origin, _, _ in router.calls] == [START]


def test_a_place_that_moved_is_measured_again() -> None:
    router = Counted()
    careful = Careful(router, Clock())
    careful.minutes(START, [Destination("mairie", ENDS[0].point)], "walk")
    careful.minutes(START, [Destination("mairie", ENDS[1].point)], "walk")
    assert len(router.calls) == 2


def test_many_places_are_asked_a_hundred_at_a_time() -> None:
    router = Counted()
    found = Careful(router, Clock()).minutes(START, many(AT_ONCE * 2 + 5), "walk")
    assert [count for _, count, _ in router.calls] == [AT_ONCE, AT_ONCE, 5]
    assert len(found) == AT_ONCE * 2 + 5


def test_after_a_failure_nothing_is_asked_for_a_minute_then_all_is_well_again() -> None:
    router, clock = Counted(fails=True), Clock()
    careful = Careful(router, clock)
    assert careful.minutes(START, many(AT_ONCE * 3), "walk") == {}
    clock.now += REST - 1
    assert careful.minutes(START, ENDS, "bicycle") == {}
    assert len(router.calls) == 1
    clock.now += 2
    router.fails = False
    assert careful.minutes(START, ENDS, "bicycle") == {"mairie": 7, "centre": 7}


def test_what_is_known_is_said_even_while_the_engine_rests() -> None:
    router, clock = Counted(), Clock()
    careful = Careful(router, clock)
    careful.minutes(START, ENDS[:1], "walk")
    router.fails = True
    assert careful.minutes(START, ENDS, "walk") == {"mairie": 7}


def test_memory_is_bounded_and_the_least_used_goes() -> None:
    kept = Kept(Clock(), most=2)
    kept.put("a", 1)
    kept.put("b", 2)
    assert kept.get("a") == (True, 1)
    kept.put("c", None)
    assert len(kept) == 2
    assert kept.get("b") == (False, None)
    assert kept.get("c") == (True, None)


def test_without_an_address_there_is_no_engine() -> None:
    assert open_router(None) is None


@pytest.mark.parametrize(("name", "answer"), [("osrm", osrm([0, 60, 120])), ("valhalla", valhalla([60, 120]))])  # fmt: skip
def test_the_engine_of_the_settings_is_the_one_that_answers(name: str, answer: bytes) -> None:
    with served(Engine(lambda: answer)) as engine:
        router = open_router(settings(name, engine.address))
        assert router
        assert router.minutes(START, ENDS, "walk") == {"mairie": 1, "centre": 2}
