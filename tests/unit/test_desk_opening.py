"""The desk as the portal opens and closes it, from its settings."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from portal.domain.feedback import Feedback
from portal.services import statistics
from portal.settings import Settings, SettingsError, from_environment
from portal.store.desk import Desk
from portal.store.desk.counters import SHOWN_FROM
from portal.web.app import create_app
from tests.calculators import LittleLaw
from tests.unit.test_desk import kept


def test_with_a_database_that_is_not_one_the_portal_opens_and_shows_its_pages(
    settings: Settings, small: Path, tmp_path: Path
) -> None:
    state = tmp_path / "state"
    state.mkdir()
    (state / "desk.db").write_bytes(b"Bonjour, " * 200)
    app = create_app(replace(settings, content=small, state=state), LittleLaw())
    with TestClient(app, base_url="http://localhost") as client:
        assert client.get("/fr/").status_code == 200
        assert client.post("/fr/signaler", data={"quoi": "autre"}).status_code == 200
        assert client.get("/sante").json()["desk"] == "waiting"


def test_a_start_takes_up_what_waits_and_an_end_writes_the_counts(
    settings: Settings, small: Path, tmp_path: Path
) -> None:
    own = replace(settings, content=small, state=tmp_path / "state")
    waiting = Desk(own.state, "", date.today)
    given = {"page": "/fr/", "reference": "", "language": "fr", "what": "autre"}
    waiting.journal.append(
        Feedback.model_validate({**given, "id": "0" * 16, "day": date.today(), "text": "avant"})
    )
    app = create_app(own, LittleLaw())
    with TestClient(app, base_url="http://localhost"):
        for _ in range(SHOWN_FROM):
            statistics.count_missing_words(app.state.desk.counters, ["dentiste"])
    assert not waiting.journal.waiting()
    assert kept(waiting) == ["avant"]
    assert statistics.missing_words(waiting) == [("dentiste", 3)]


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_any_usual_name_of_postgresql_is_understood(scheme: str) -> None:
    found = from_environment({"DATABASE_URL": f" {scheme}://desk:tresor@db/desk "})
    assert found.database == "postgresql://desk:tresor@db/desk"
    assert "tresor" not in repr(found)


@pytest.mark.parametrize("address", ["mysql://a:tresor@b/c", "desk.db", "sqlite:///desk.db"])
def test_another_database_is_refused_without_repeating_its_password(address: str) -> None:
    with pytest.raises(SettingsError, match="DATABASE_URL : écrivez postgresql://") as refused:
        from_environment({"DATABASE_URL": address})
    assert "tresor" not in str(refused.value)
