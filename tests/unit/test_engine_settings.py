"""The engine's settings: one worker a core, and nothing that cannot work."""

import os

import pytest

from portal.settings import Settings, SettingsError, cores, from_environment


def test_settings_made_by_hand_start_no_engine() -> None:
    assert Settings().engine_workers == 0


def test_an_installed_portal_has_a_worker_for_each_core() -> None:
    found = from_environment({})
    assert found.engine_workers == cores()
    assert 1 <= cores() <= (os.cpu_count() or 1)
    assert found.engine_deadline == Settings().engine_deadline == 12


@pytest.mark.parametrize(("typed", "workers"), [("0", 0), (" 3 ", 3), ("64", 64)])
def test_the_workers_are_those_asked_for(typed: str, workers: int) -> None:
    assert from_environment({"PORTAL_ENGINE_WORKERS": typed}).engine_workers == workers


@pytest.mark.parametrize("typed", ["-1", "deux", "2.5", "65", "9" * 5000, "²", "1 2"])
def test_a_number_of_workers_that_cannot_be_is_refused(typed: str) -> None:
    with pytest.raises(SettingsError, match=r"PORTAL_ENGINE_WORKERS : .* écrivez un nombre de 0"):
        from_environment({"PORTAL_ENGINE_WORKERS": typed})


@pytest.mark.parametrize(("typed", "seconds"), [("1", 1), ("2.5", 2.5), ("120", 120)])
def test_the_deadline_is_in_seconds(typed: str, seconds: float) -> None:
    assert from_environment({"PORTAL_ENGINE_DEADLINE": typed}).engine_deadline == seconds


@pytest.mark.parametrize("typed", ["0", "-3", "121", "nan", "inf", "vite", "1e9"])
def test_a_deadline_that_cannot_be_is_refused(typed: str) -> None:
    with pytest.raises(SettingsError, match=r"PORTAL_ENGINE_DEADLINE : .* écrivez des secondes"):
        from_environment({"PORTAL_ENGINE_DEADLINE": typed})
