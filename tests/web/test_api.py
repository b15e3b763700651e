"""The API: a household in, its aids out, every fault by its path, and nothing kept."""

import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.testclient import TestClient

from portal.services.engine.calculator import Absent, Calculator, Reason
from portal.services.simulation.run import simulated_sheets
from portal.services.site import Site
from portal.web.security import MOST_BYTES
from tests.calculators import FakeEngine, Unavailable
from tests.reader import Visit

PATH = "/api/v1/simulations"
SANDRA = {
    "age": 36, "nationality": "FR", "couple": False, "children": [4, 8], "income_salary": 900,
    "housing": "hlm", "rent": 480, "city": "Nanterre", "child_support_received": 0,
    "separated": False, "judgment": True, "activity": "salarie", "tax_income": 9000,
}  # fmt: skip
KEYS = ["id", "likelihood", "amount", "unit", "period", "why", "engine"]
"""Those of the contract, in its order; more may follow."""


@pytest.fixture
def engine(app: Starlette) -> Iterator[FakeEngine]:
    """An engine that gives the housing aid and nothing else."""
    before: Calculator = app.state.calculator
    app.state.calculator = fake = FakeEngine(aide_logement=194.4567)
    yield fake
    app.state.calculator = before


@pytest.fixture
def client(visit: Visit) -> TestClient:
    return visit.client


def simulated(client: TestClient, given: object, **more: Any) -> dict[str, Any]:
    answer = client.post(PATH, json=given, **more)
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


def refused(client: TestClient, given: object) -> dict[str, str]:
    answer = client.post(PATH, json=given)
    assert answer.status_code == 422, answer.text
    assert answer.headers["cache-control"] == "no-store"
    return {error["path"]: error["message"] for error in answer.json()["errors"]}


def test_each_aid_has_the_keys_of_the_contract_in_its_order(
    client: TestClient, engine: FakeEngine, site: Site
) -> None:
    body = simulated(client, SANDRA)
    assert body["month"] == f"{site.today():%Y-%m}"
    assert {reference.partition("/")[2] for reference in simulated_sheets(site)} <= {
        aid["id"] for aid in body["aids"]
    }
    for aid in body["aids"]:
        assert list(aid)[: len(KEYS)] == KEYS
        assert aid["likelihood"] in ("surement", "peut-etre", "pas-maintenant")
        assert aid["engine"] in ("openfisca", "rule", "described")
        assert (aid["unit"], aid["period"] in ("month", "year", "once")) == ("EUR", True)
        assert aid["why"]
        assert all(aid["why"])


def test_an_amount_is_what_the_engine_says_to_the_cent(
    client: TestClient, engine: FakeEngine
) -> None:
    found = {aid["id"]: aid for aid in simulated(client, SANDRA)["aids"]}
    assert found["aide-logement"]["amount"] == 194.46
    assert found["aide-logement"]["likelihood"] == "surement"
    assert found["rsa"]["amount"] is None
    assert found["rsa"]["likelihood"] == "pas-maintenant"


def test_the_best_come_first(client: TestClient, engine: FakeEngine) -> None:
    said = [aid["likelihood"] for aid in simulated(client, SANDRA)["aids"] if not aid["of"]]
    assert said == sorted(said, key=["surement", "peut-etre", "pas-maintenant"].index)


def test_the_form_of_an_aid_that_holds_is_likely_and_the_other_is_not_now(
    client: TestClient, engine: FakeEngine
) -> None:
    engine.amounts = {"css_participation_forfaitaire": 25}
    found = {aid["id"]: aid for aid in simulated(client, SANDRA)["aids"]}
    whole, paid, free = found["c2s"], found["c2s-participation"], found["c2s-gratuite"]
    assert whole["variant"] == "c2s-participation"
    assert (paid["of"], free["of"]) == ("c2s", "c2s")
    assert (whole["likelihood"], paid["likelihood"]) == ("surement", "surement")
    assert (whole["amount"], paid["amount"], paid["cost"]) == (25, 25, True)
    assert (free["likelihood"], free["amount"]) == ("pas-maintenant", None)
    assert paid["title"] in free["why"][0]


def test_a_household_may_come_alone_or_with_a_month(client: TestClient, engine: FakeEngine) -> None:
    assert simulated(client, SANDRA) == simulated(client, {"household": SANDRA})
    body = simulated(client, {"household": SANDRA, "month": "2026-12"})
    assert body["month"] == engine.asked[-1]["month"] == "2026-12"


def test_the_engine_is_asked_about_the_town_that_was_named(
    client: TestClient, engine: FakeEngine
) -> None:
    simulated(client, SANDRA)
    assert {home["commune"] for home in engine.asked[0]["households"]} == {"92050"}


@pytest.mark.parametrize(
    ("given", "path", "message"),
    [
        ({"age": "vieille"}, "age", "nombre entier"),
        ({"household": {"age": 300}}, "household.age", "au plus 120"),
        ({"household": {"partner": {"sallary": 3}}}, "household.partner.sallary", "clé inconnue"),
        ({"children": [{"age": 3}, {"age": -1}]}, "children.1.age", "au moins 0"),
        ({"city": "Saint-Denis"}, "city", "93066 Saint-Denis"),
        ({"household": {}, "month": "novembre"}, "month", "2026-11"),
        ({"household": {}, "month": 202611}, "month", "2026-11"),
        ({"household": {}, "month": "2090-01"}, "month", "24 mois"),
        ({"household": {}, "moth": "2026-11"}, "moth", "clé inconnue"),
        ([], "", "écrivez des lignes"),
        ("", "", "écrivez des lignes"),
    ],
)
def test_a_fault_is_answered_by_its_path_in_french(
    client: TestClient, engine: FakeEngine, given: object, path: str, message: str
) -> None:
    found = refused(client, given)
    assert list(found) == [path]
    assert message in found[path]
    assert engine.asked == []


def test_every_fault_comes_at_once(client: TestClient, engine: FakeEngine) -> None:
    given = {"household": {"age": -1, "rent": "x"}, "month": "?"}
    assert refused(client, given).keys() == {"household.age", "household.rent", "month"}


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"\xff\xfe\xff", b"[" * 60_000, b"1" * 5000, b'{"age": NaN}', b"{'a': 1}"],
)
def test_a_body_that_is_no_household_is_refused_and_breaks_nothing(
    client: TestClient, engine: FakeEngine, content: bytes
) -> None:
    answer = client.post(PATH, content=content, headers={"Content-Type": "application/json"})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["message"]


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_something_else_than_json_is_refused(
    client: TestClient, engine: FakeEngine, kind: str
) -> None:
    answer = client.post(PATH, content=b"{}", headers={"Content-Type": kind})
    assert answer.status_code == 415
    assert "application/json" in answer.json()["errors"][0]["message"]


def test_the_charset_of_json_may_be_said(client: TestClient, engine: FakeEngine) -> None:
    kind = {"Content-Type": "application/json; charset=utf-8"}
    assert client.post(PATH, content=b"{}", headers=kind).status_code == 200


def test_a_heavy_body_is_refused_whether_it_says_its_weight_or_not(
    client: TestClient, engine: FakeEngine
) -> None:
    def pieces() -> Iterator[bytes]:
        for _ in range(70):
            yield b" " * 1024

    kind = {"Content-Type": "application/json"}
    told = client.post(PATH, content=b" " * (MOST_BYTES + 1), headers=kind)
    hidden = client.post(PATH, content=pieces(), headers=kind)
    assert (told.status_code, hidden.status_code) == (413, 413)
    assert "64 Ko" in hidden.json()["errors"][0]["message"]


@pytest.mark.parametrize("reason", ["warming", "busy", "late", "lost", "refused"])
def test_without_the_engine_the_answer_says_why_and_when_to_ask_again(
    client: TestClient, app: Starlette, engine: FakeEngine, reason: Reason
) -> None:
    app.state.calculator = Unavailable(reason)
    answer = client.post(PATH, json=SANDRA)
    assert answer.status_code == 200
    assert answer.headers["retry-after"].isdecimal()
    body = answer.json()
    assert body["missing"] == reason
    calculated = [aid for aid in body["aids"] if aid["engine"] == "openfisca"]
    assert {aid["likelihood"] for aid in calculated} <= {"peut-etre", "pas-maintenant"}
    prime = next(aid for aid in calculated if aid["id"] == "prime-activite")
    assert prime["likelihood"] == "peut-etre"
    assert "à vérifier" in prime["why"][0]
    assert "secret" not in answer.text


def test_with_the_engine_nothing_is_missing(client: TestClient, engine: FakeEngine) -> None:
    answer = client.post(PATH, json=SANDRA)
    assert answer.json()["missing"] is None
    assert "retry-after" not in answer.headers


def test_a_portal_without_an_engine_still_answers(
    client: TestClient, app: Starlette, engine: FakeEngine
) -> None:
    app.state.calculator = Absent()
    assert simulated(client, SANDRA)["missing"] == "absent"


def test_nothing_is_kept_and_nothing_is_logged(
    client: TestClient, engine: FakeEngine, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    answer = client.post(PATH, json={**SANDRA, "income_salary": 987.65})
    assert answer.headers["cache-control"] == "no-store"
    assert "set-cookie" not in answer.headers
    client.post(PATH, json={**SANDRA, "age": "monsecret"})
    assert "987" not in caplog.text
    assert "monsecret" not in caplog.text


def test_a_program_may_send_and_another_sites_page_may_not(
    client: TestClient, engine: FakeEngine
) -> None:
    assert client.post(PATH, json={}).status_code == 200
    for site in ("cross-site", "same-site"):
        assert client.post(PATH, json={}, headers={"Sec-Fetch-Site": site}).status_code == 403
    answer = client.post(PATH, json={}, headers={"Origin": "https://ailleurs.example"})
    assert "access-control-allow-origin" not in answer.headers


def test_asking_without_sending_is_refused(client: TestClient) -> None:
    assert client.get(PATH).status_code == 405


def _references(tree: object) -> Iterator[str]:
    if isinstance(tree, dict):
        if isinstance(tree.get("$ref"), str):
            yield tree["$ref"]
        for value in tree.values():
            yield from _references(value)
    if isinstance(tree, list):
        for value in tree:
            yield from _references(value)


def test_the_description_is_whole(client: TestClient) -> None:
    answer = client.get("/api/v1/openapi.json")
    document = answer.json()
    assert document["openapi"].startswith("3.1")
    assert answer.headers["access-control-allow-origin"] == "*"
    schemas = document["components"]["schemas"]
    found = set(_references(document))
    assert found == {f"#/components/schemas/{name}" for name in schemas}
    for path in ("/simulations", "/household.schema.json", "/openapi.json"):
        for method in document["paths"][path]:
            assert client.request(method, f"/api/v1{path}").status_code in (200, 415)


def test_the_description_has_every_key_of_an_answer(client: TestClient, engine: FakeEngine) -> None:
    schemas = client.get("/api/v1/openapi.json").json()["components"]["schemas"]
    body = simulated(client, SANDRA)
    assert schemas["Answer"]["properties"].keys() == body.keys()
    assert schemas["AidAnswer"]["properties"].keys() == body["aids"][0].keys()
    error = client.post(PATH, json=[]).json()["errors"][0]
    assert schemas["Fault"]["properties"].keys() == error.keys()


def test_the_schema_of_a_household_stands_alone(client: TestClient) -> None:
    answer = client.get("/api/v1/household.schema.json")
    schema = answer.json()
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert {reference.rpartition("/")[2] for reference in _references(schema)} <= set(
        schema["$defs"]
    )
    assert {*SANDRA} <= set(schema["properties"])


TYPED = st.dictionaries(
    st.sampled_from(["household", "month", "age", "children", "city", "rent", "partner"]),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
        max_leaves=6,
    ),
)


@given(given_=TYPED)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_sent_the_answer_is_json(
    client: TestClient, engine: FakeEngine, given_: dict[str, Any]
) -> None:
    content = json.dumps(given_).encode()
    answer = client.post(PATH, content=content, headers={"Content-Type": "application/json"})
    assert answer.status_code in (200, 422)
    assert answer.json().keys() in ({"month", "missing", "aids"}, {"errors"})
