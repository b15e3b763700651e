"""The public API: lists, pages of them, files and search, for any program."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from icalendar import Calendar
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # It ships no types.
from openapi_spec_validator import validate
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient

from portal.domain.place import Imported
from portal.services.interchange.export import FILES
from portal.services.published import MODELS, WITHHELD
from portal.services.selection import FILTERS
from portal.services.site import Site
from portal.web import api
from tests.reader import Visit

API = "/api/v1"
LICENCE = "Licence Ouverte 2.0"
SECRET = "prenom.nom@exemple.fr"


@pytest.fixture
def client(visit: Visit) -> TestClient:
    return visit.client


def got(client: TestClient, path: str, **query: object) -> dict[str, Any]:
    asked = {name: str(value) for name, value in query.items()}
    answer = client.get(f"{API}/{path}", params=asked)
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


def faults(client: TestClient, path: str) -> dict[str, str]:
    answer = client.get(f"{API}/{path}")
    assert answer.status_code == 422, answer.text
    assert answer.headers["access-control-allow-origin"] == "*"
    return {error["path"]: error["message"] for error in answer.json()["errors"]}


def everything(client: TestClient, kind: str, **query: object) -> list[dict[str, Any]]:
    return list(got(client, kind, per_page=200, **query)["items"])


def keys(held: object) -> Iterator[str]:
    if isinstance(held, dict):
        yield from held
        held = [*held.values()]
    for one in held if isinstance(held, list) else []:
        yield from keys(one)


@pytest.fixture
def changed(app: Starlette, site: Site) -> Site:
    """The site once a first place was imported with the mail of a person, and its note rewritten."""
    name, place = next(iter(site.library.places.items()))
    record = {"id": "x--1", "nom": place.title, "courriels": SECRET, "date_maj": "2022-01-01"}
    copy = Imported(format="mednum-1.0.2", id="x--1", on=date(2022, 1, 1), record=record)
    other = place.model_copy(update={"imported": (copy,), "email": SECRET, "note": "Texte neuf."})
    library = replace(site.library, places={**site.library.places, name: other})
    app.state.holder.site = replace(site, library=library)
    return replace(site, library=library)


@pytest.mark.parametrize("kind", MODELS)
def test_a_list_says_its_kind_its_total_and_its_licence(
    client: TestClient, site: Site, kind: str
) -> None:
    body = got(client, kind)
    assert (body["kind"], body["lang"], body["licence"]) == (kind, "fr", LICENCE)
    assert body["licence_url"].startswith("https://")
    assert body["total"] == len(getattr(site.library, kind))
    assert [one["id"] for one in body["items"]] == [*getattr(site.library, kind)][:50]


@pytest.mark.parametrize("lang", ["fr", "en", "ar"])
@pytest.mark.parametrize("kind", MODELS)
def test_every_answer_is_what_the_description_says(
    client: TestClient, kind: str, lang: str
) -> None:
    document = got(client, "openapi.json")
    body = got(client, kind, lang=lang, per_page=200)
    for path, held in (
        (f"/{kind}", body),
        (f"/{kind}/{{id}}", got(client, f"{kind}/{body['items'][0]['id']}", lang=lang)),
    ):
        content = document["paths"][path]["get"]["responses"]["200"]["content"]
        schema = {**content["application/json"]["schema"], "components": document["components"]}
        assert [e.message for e in Draft202012Validator(schema).iter_errors(held)] == []


@pytest.mark.parametrize("kind", ["aids", "communes"])
def test_from_page_to_page_every_value_comes_once(
    client: TestClient, site: Site, kind: str
) -> None:
    seen: list[str] = []
    address: str | None = f"{API}/{kind}?per_page=40"
    while address:
        answer = client.get(address)
        seen += [one["id"] for one in answer.json()["items"]]
        address = answer.links.get("next", {}).get("url")
    assert seen == [*getattr(site.library, kind)]


def test_the_links_of_a_page_lead_before_and_after_with_the_same_question(
    client: TestClient,
) -> None:
    answer = client.get(f"{API}/places?territory=yvelines&page=2&per_page=10&lang=en")
    pages = {name: parse_qs(urlsplit(link["url"]).query) for name, link in answer.links.items()}
    last = -(-answer.json()["total"] // 10)
    assert {name: int(query["page"][0]) for name, query in pages.items()} == {
        "first": 1, "prev": 1, "next": 3, "last": last,
    }  # fmt: skip
    assert all(query["territory"] == ["yvelines"] for query in pages.values())
    assert all(query["lang"] == ["en"] for query in pages.values())
    beyond = client.get(f"{API}/places?page=9999")
    assert beyond.json()["items"] == []
    assert "next" not in beyond.links


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("page=0", "page"), ("page=-1", "page"), ("page=deux", "page"), ("page=1e3", "page"),
        ("page=٣", "page"), ("page=", "page"), ("page=999999999999", "page"),
        ("per_page=201", "per_page"), ("per_page=0", "per_page"), ("lang=xx", "lang"),
        ("lang=", "lang"), ("pge=2", "pge"), ("page=1&page=2", "page"), ("territory=paris", "territory"),
        ("commune=75056", "commune"), ("commune=Nanterre", "commune"), ("theme=argnt", "theme"),
        ("need=manger", "need"),
    ],
)  # fmt: skip
def test_a_question_that_cannot_be_answered_says_why_in_french(
    client: TestClient, query: str, name: str
) -> None:
    told = faults(client, f"aids?{query}")
    assert [*told] == [name]
    assert "«" in told[name]


def test_all_that_is_wrong_is_said_at_once_with_what_was_meant(client: TestClient) -> None:
    told = faults(client, "aids?page=0&per_page=500&theme=argnt")
    assert {*told} == {"page", "per_page", "theme"}
    assert "de 1 à 200" in told["per_page"]
    assert "argent" in told["theme"]


def test_a_territory_keeps_what_is_its_own_and_what_is_everyones(
    client: TestClient, site: Site
) -> None:
    for kind in ("aids", "platforms", "initiatives", "lessons", "urgences"):
        kept = everything(client, kind, territory="yvelines")
        assert kept
        assert all(not one["territories"] or "yvelines" in one["territories"] for one in kept)
    assert {one["commune"][:2] for one in everything(client, "places", territory="yvelines")} == {
        "78"
    }
    assert {one["department"] for one in everything(client, "communes", territory="yvelines")} == {
        site.library.communes["78646"].department
    }


def test_a_theme_a_need_and_a_commune_keep_what_answers_them(
    client: TestClient, site: Site
) -> None:
    for one in everything(client, "aids", theme="argent"):
        assert "argent" in (one["theme"], *one["events"])
    event = site.library.headings("event")[0].id
    assert all(event in one["events"] for one in everything(client, "aids", theme=event))
    assert {one["need"] for one in everything(client, "urgences", need="dormir")} == {"dormir"}
    need = site.library.headings("need")[0].id
    assert all(need in one["needs"] for one in everything(client, "initiatives", need=need))
    assert {one["commune"] for one in everything(client, "places", commune="92050")} == {"92050"}
    provision = next(iter(site.library.provisions.values()))
    met = {one["id"] for one in everything(client, "places", need=provision.id)}
    assert met == {p.id for p in site.library.places.values() if provision.met_by(p)}
    assert 0 < len(met) < len(site.library.places)


def test_a_portal_of_one_territory_publishes_no_other(
    client: TestClient, app: Starlette, site: Site
) -> None:
    one = replace(site.settings, territories=("yvelines",))
    app.state.holder.site = replace(site, settings=one)
    assert [t["id"] for t in everything(client, "territories")] == ["yvelines"]
    assert {place["commune"][:2] for place in everything(client, "places")} == {"78"}
    assert [*faults(client, "places?territory=hauts-de-seine")] == ["territory"]


def test_one_value_is_the_same_as_in_its_list(client: TestClient) -> None:
    (first, *_) = everything(client, "aids")
    alone = got(client, f"aids/{first['id']}")
    assert (alone.pop("licence"), alone.pop("licence_url") != "") == (LICENCE, True)
    assert alone == first


def test_a_former_id_sends_to_the_present_one_in_the_same_language(
    client: TestClient, site: Site
) -> None:
    aid = next(aid for aid in site.library.aids.values() if aid.aliases)
    answer = client.get(f"{API}/aids/{aid.aliases[0]}?lang=en")
    assert answer.status_code == 301
    assert answer.headers["location"] == f"{API}/aids/{aid.id}?lang=en"


@pytest.mark.parametrize("path", ["aids/nulle-part", "recettes", "aids/rsa/de/plus", "communes/1"])
def test_what_is_not_there_is_said_in_json(client: TestClient, path: str) -> None:
    answer = client.get(f"{API}/{path}")
    assert answer.status_code == 404
    assert answer.json()["errors"][0]["message"]


def test_texts_are_in_the_language_and_those_that_are_not_say_so(
    client: TestClient, changed: Site
) -> None:
    french, english = (got(client, "aids/rsa", lang=lang) for lang in ("fr", "en"))
    assert french["summary"] != english["summary"]
    assert (english["lang"], "summary" in english["langs"]) == ("en", False)
    name = next(iter(changed.library.places))
    place = got(client, f"places/{name}", lang="en")
    assert place["note"] == "Texte neuf."
    assert place["langs"] == {"note": "fr", "title": "fr"}
    assert got(client, f"places/{name}")["langs"] == {}


@pytest.mark.parametrize("lang", ["fr", "en", "ar"])
def test_texts_are_plain_without_html_nor_signs_for_the_eye(client: TestClient, lang: str) -> None:
    for kind in MODELS:
        text = client.get(f"{API}/{kind}?per_page=200&lang={lang}").text
        assert not [sign for sign in ("\u2066", "\u2069", "<span", "<p>", "</") if sign in text]


def test_nothing_is_published_that_no_page_shows(client: TestClient, changed: Site) -> None:
    for kind in MODELS:
        assert not WITHHELD & {*keys(got(client, kind, per_page=200))}
    for path in (*FILES, *(f"{kind}?per_page=200" for kind in MODELS)):
        assert SECRET not in client.get(f"{API}/{path}").text, path


@pytest.mark.parametrize(
    "path", ["aids", "aids/rsa", "places.csv", "workshops.ics", "recherche?q=loyer", "openapi.json"]
)
def test_who_has_it_already_is_not_sent_it_again(client: TestClient, path: str) -> None:
    first = client.get(f"{API}/{path}")
    tag = first.headers["etag"]
    assert tag.startswith('"')
    assert first.headers["cache-control"].startswith("public, max-age=")
    for held in (tag, f'"autre", {tag}', f"W/{tag}", "*"):
        again = client.get(f"{API}/{path}", headers={"If-None-Match": held})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == tag
    assert client.get(f"{API}/{path}", headers={"If-None-Match": '"autre"'}).status_code == 200


def test_another_language_or_page_has_another_tag(client: TestClient) -> None:
    queries = ("", "?lang=en", "?page=2", "?per_page=10", "?theme=argent")
    tags = [client.get(f"{API}/aids{query}").headers["etag"] for query in queries]
    assert len({*tags}) == len(tags)


def test_an_edit_is_published_with_another_tag(
    client: TestClient, app: Starlette, site: Site
) -> None:
    before = {
        path: client.get(f"{API}/{path}").headers["etag"]
        for path in ("aids?per_page=200", "aids.csv")
    }
    rsa = site.library.aids["rsa"].model_copy(update={"summary": "Un texte nouveau."})
    library = replace(site.library, aids={**site.library.aids, "rsa": rsa})
    app.state.holder.site = replace(site, library=library)
    assert got(client, "aids/rsa")["summary"] == "Un texte nouveau."
    for path, tag in before.items():
        assert client.get(f"{API}/{path}").headers["etag"] != tag


@pytest.mark.parametrize("path", ["aids", "aids/rsa", "places.jsonl", "recherche?q=loyer"])
def test_a_page_from_elsewhere_may_read(client: TestClient, path: str) -> None:
    asked = client.options(
        f"{API}/{path}", headers={"Origin": "https://a.example", "Sec-Fetch-Site": "cross-site"}
    )
    assert asked.status_code == 204
    assert asked.headers["access-control-allow-methods"] == "GET, HEAD, OPTIONS"
    head, whole = client.head(f"{API}/{path}"), client.get(f"{API}/{path}")
    assert head.content == b""
    assert head.headers["etag"] == whole.headers["etag"]
    assert whole.headers["access-control-allow-origin"] == "*"
    assert "set-cookie" not in whole.headers
    assert client.post(f"{API}/{path}").status_code == 405


def test_a_search_answers_as_its_contract_says(client: TestClient) -> None:
    body = got(client, "recherche", q="je dors dans la rue")
    assert (body["query"], body["lang"], body["licence"]) == ("je dors dans la rue", "fr", LICENCE)
    assert {*body["urgent"][0]} >= {"id", "title", "phone", "url"}
    assert {*body["results"][0]} >= {"kind", "id", "title", "summary", "url", "why"}
    english = got(client, "recherche", q="rent", lang="en")
    assert all(one["url"].startswith("/en/") for one in english["results"])


@pytest.mark.parametrize("query", ["", "?q=", "?q=%20", f"?q={'a' * 201}"])
def test_a_search_of_nothing_or_of_too_much_is_refused(client: TestClient, query: str) -> None:
    assert [*faults(client, f"recherche{query}")] == ["q"]


def test_the_description_is_openapi_and_names_every_address(client: TestClient) -> None:
    document = got(client, "openapi.json")
    validate(document)
    assert document["info"]["license"]["name"] == LICENCE
    served = {
        (route.path, method)
        for route in api.routes
        if isinstance(route, Route)
        for method in route.methods or ()
    }
    told = {(p, m.upper()) for p, every in document["paths"].items() for m in every}
    assert {(path, method) for path, method in served - told if method != "HEAD"} == set()
    assert told - served == set()
    names = [one["operationId"] for p in document["paths"].values() for one in p.values()]
    assert len({*names}) == len(names)


def test_every_address_described_answers(client: TestClient) -> None:
    for path, operations in got(client, "openapi.json")["paths"].items():
        id_ = got(client, path.split("/")[1])["items"][0]["id"] if "{id}" in path else ""
        query = "?q=loyer" if path == "/recherche" else ""
        for method in {*operations} - {"post"}:
            answer = client.request(method, f"{API}{path.replace('{id}', id_)}{query}")
            assert answer.status_code == (204 if method == "options" else 200), path


def test_every_filter_of_a_kind_is_described(client: TestClient) -> None:
    for path, operations in got(client, "openapi.json")["paths"].items():
        if (kind := path.strip("/")) in FILTERS:
            named = {one["name"] for one in operations["get"]["parameters"]}
            assert named == {"lang", "page", "per_page", *FILTERS[kind]}


def rows(client: TestClient, name: str) -> list[Mapping[str, str]]:
    answer = client.get(f"{API}/{name}")
    assert answer.headers["content-disposition"] == f'attachment; filename="{name}"'
    assert answer.headers["content-type"].startswith("text/csv")
    return list(csv.DictReader(io.StringIO(answer.text, newline="")))


@pytest.mark.parametrize(
    "name", sorted({name for name in FILES if name.endswith(".csv")} - {"places.csv"})
)
def test_a_table_has_a_line_for_each_value(client: TestClient, site: Site, name: str) -> None:
    lines = rows(client, name)
    assert len(lines) == len(getattr(site.library, name.removesuffix(".csv")))
    assert all(None not in line and None not in line.values() for line in lines)


def test_a_table_says_what_the_list_says(client: TestClient) -> None:
    for line, one in zip(rows(client, "aids.csv"), everything(client, "aids"), strict=True):
        phone = one["ways"]["phone"] or {"number": ""}
        assert (line["id"], line["title"], line["today"]) == (one["id"], one["title"], one["today"])
        assert line["ways.phone.number"] == phone["number"]
        assert line["who"].split("|") == one["who"]
        assert json.loads(line["documents"] or "[]") == one["documents"]


def test_a_whole_file_holds_its_list_and_its_date(client: TestClient, site: Site) -> None:
    body = json.loads(client.get(f"{API}/initiatives.json").text)
    assert body["total"] == len(body["items"]) == len(site.library.initiatives)
    assert date.fromisoformat(body["date"]) <= site.today()
    assert body["licence"] == LICENCE


def test_places_travel_in_the_national_schemas(client: TestClient, site: Site) -> None:
    from data_inclusion.schema.v1 import Structure  # type: ignore[import-untyped]  # No types.

    lines = rows(client, "places.csv")
    assert len({line["id"] for line in lines}) == len(lines) >= len(site.library.places)
    assert {"pivot", "code_insee", "dispositif_programmes_nationaux"} <= {*lines[0]}
    texts = client.get(f"{API}/places.jsonl").text.splitlines()
    assert len(texts) >= len(site.library.places)
    structures = [json.loads(text) for text in texts if "structure_id" not in json.loads(text)]
    for structure in structures:
        Structure.model_validate_json(json.dumps(structure))
    assert {line["code_insee"] for line in lines} == {one["code_insee"] for one in structures}


def test_workshops_open_in_an_agenda_at_the_time_of_paris(client: TestClient, site: Site) -> None:
    calendar = Calendar.from_ical(client.get(f"{API}/workshops.ics").content)
    assert [zone.tz_name for zone in calendar.timezones] == ["Europe/Paris"]
    events: list[Any] = calendar.walk("VEVENT")
    assert len(events) == len(site.library.workshops)
    assert len({str(event["UID"]) for event in events}) == len(events)
    for event, workshop in zip(events, site.library.workshops.values(), strict=True):
        start, end = event["DTSTART"].dt, event["DTEND"].dt
        assert (f"{start:%H:%M}", f"{end:%H:%M}") == (workshop.weekly.start, workshop.weekly.end)
        assert event["RRULE"]["BYDAY"] == [f"{start:%a}"[:2].upper()]
        assert str(event["SUMMARY"]) == workshop.title
        assert site.library.places[workshop.place].title in str(event["LOCATION"])
