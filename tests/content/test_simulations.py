"""Every sheet's calculation on the real content, and whatever household comes."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.cli import main
from portal.content.library import Library
from portal.content.load import load
from portal.domain.calculation import CRDS, Calculation, OpenFisca, Simulated
from portal.domain.condition import facts_used
from portal.domain.decision import LEAST
from portal.domain.facts import facts_of
from portal.domain.household import Household
from portal.domain.scenarios import scenarios, settled
from portal.domain.simulation import Simulation
from portal.services.openfisca.load import load as load_law
from portal.services.openfisca.settings import EngineSettings
from portal.services.simulation.result import present
from portal.services.simulation.run import at_once, simulate, simulated_sheets
from portal.services.simulation.words import ABOUT_AIDS
from portal.services.site import Site
from portal.settings import ROOT
from tests.anyone import households
from tests.calculators import FakeEngine, LittleLaw

TODAY = date(2026, 11, 23)
EASY = settings(max_examples=60, suppress_health_check=list(HealthCheck))
AMOUNTS = st.sampled_from([-20.0, 0.0, 0.4, 0.99, 1.0, 25.0, 650.0, 99_999.0])


def sheets(library: Library) -> Iterator[tuple[str, Simulated]]:
    for kind in ("aids", "platforms"):
        for id_, sheet in getattr(library, kind).items():
            if sheet.simulation:
                yield f"{kind}/{id_}", sheet.simulation


def calculations(library: Library) -> Iterator[tuple[str, Calculation]]:
    for reference, simulated in sheets(library):
        yield from ((reference, calculation) for _, calculation in simulated.calculations)


def variables(library: Library) -> dict[str, OpenFisca]:
    found = (calculation for _, calculation in calculations(library))
    return {one.variable: one for one in found if isinstance(one, OpenFisca)}


FEWEST = 72
"""Aids that the simulator looks at; the others are read in the directory alone."""


def test_every_simulated_aid_says_how_long_asking_takes(site: Site) -> None:
    simulated = {i: aid.simulation for i, aid in site.library.aids.items() if aid.simulation}
    assert len(simulated) >= FEWEST
    assert [id_ for id_, simulation in simulated.items() if not simulation.minutes] == []


def test_every_fact_of_a_rule_has_words_and_someone_who_knows_it(site: Site) -> None:
    facts = site.library.facts
    for reference, calculation in calculations(site.library):
        for part in ("when", "surely", "maybe"):
            for name in facts_used(getattr(calculation, part, None)):
                if not name.startswith(ABOUT_AIDS):
                    assert name in facts, (reference, name)
                    assert facts[name].who or facts[name].question, (reference, name)


def test_every_sheet_that_is_opened_or_not_paid_together_exists(site: Site) -> None:
    for reference, simulated in sheets(site.library):
        assert all(site.library.sheet(opened) for opened in simulated.opens), reference
        assert all(site.library.find("aids", n.aid) for n in simulated.not_with), reference


@EASY
@given(households())
def test_every_fact_of_any_household_has_words(site: Site, home: Household) -> None:
    known = site.library.facts.keys()
    assert facts_of(home, TODAY).keys() <= known
    assert {scenario.fact for scenario in scenarios(settled(home))} <= known


def test_every_variable_is_one_of_openfisca_with_its_entity(site: Site, tmp_path: Path) -> None:
    law = load_law(EngineSettings(tmp_path)).variables
    for reference, calculation in calculations(site.library):
        if isinstance(calculation, OpenFisca):
            variable = law.get(calculation.variable)
            assert variable, (reference, calculation.variable)
            assert variable.entity.key == calculation.entity, (reference, calculation.variable)
            shown = [one.variable for one in calculation.explain if one.variable]
            assert [name for name in shown if name not in law] == [], reference


def test_one_unknown_fact_loses_its_simulation_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    content = Path(shutil.copytree(ROOT / "content", tmp_path / "content"))
    file = content / "aids/pass-plus.yaml"
    file.write_text(file.read_text("utf-8").replace("fact: department", "fact: departement", 1))
    loaded = load(content, today=TODAY)
    assert loaded.library.aids["pass-plus"].simulation is None
    assert loaded.library.aids["pass-plus"].title
    lost = {ref for ref, _ in sheets(load(ROOT / "content", today=TODAY).library)}
    assert lost - {ref for ref, _ in sheets(loaded.library)} == {"aids/pass-plus"}
    monkeypatch.setenv("PORTAL_CONTENT", str(content))
    assert main(["check"]) == 1
    out = capsys.readouterr().out
    assert f"{file}:" in out
    assert "simulation.calculation.maybe: « departement » n’est pas un fait connu" in out


@EASY
@given(households(), st.data())
def test_never_sure_of_what_the_engine_gives_nothing_for(
    site: Site, home: Household, data: st.DataObject
) -> None:
    names = variables(site.library)
    amounts = data.draw(st.fixed_dictionaries(dict.fromkeys(names, AMOUNTS)))
    known = simulated_sheets(site)
    for one in simulate(site, home, FakeEngine(**amounts)).found:
        calculation = dict(known[one.reference].calculations)[one.variant]
        if isinstance(calculation, OpenFisca) and one.likelihood == "surement":
            given_ = amounts[calculation.variable] * (CRDS if calculation.gross else 1)
            assert given_ >= LEAST, one
        assert all(value >= 0 for value in (one.amount, one.low, one.high) if value is not None)


@EASY
@given(households(nationality="autre", permit=False), st.sampled_from([0.0, 1.0, 900.0]))
def test_without_a_permit_never_rsa_whatever_the_engine_says(
    site: Site, home: Household, amount: float
) -> None:
    engine = FakeEngine(**dict.fromkeys(variables(site.library), amount))
    found = {one.id: one.likelihood for one in simulate(site, home, engine).found}
    for aid in ("rsa", "prime-activite", "c2s", "aspa", "aah", "aide-logement"):
        assert found[aid] == "pas-maintenant", aid


@EASY
@given(households(), st.sampled_from([{"nationality": None}, {"nationality": "autre", "permit": None}]))  # fmt: skip
def test_rsa_is_never_promised_before_the_right_to_stay_is_known(
    site: Site, home: Household, unknown: dict[str, str | None]
) -> None:
    other = home.model_copy(update=unknown)
    found = {one.id: one for one in simulate(site, other, FakeEngine(rsa=650.0)).found}
    assert found["rsa"].likelihood != "surement"


@EASY
@given(households(), st.sampled_from(["fr", "en", "ar"]))
def test_any_household_has_a_result_whose_reasons_are_its_own_facts(
    site: Site, home: Household, code: str
) -> None:
    for simulation in (simulate(site, home, LittleLaw()), at_once(site, home)):
        own = facts_of(settled(home), site.today())
        assert own.items() <= simulation.facts.items()
        strange = simulation.facts.keys() - own.keys()
        assert all(name.startswith(ABOUT_AIDS) for name in strange)
        result = present(site, simulation, site.languages[code])
        for card in (*result.surely, *result.perhaps, *result.later, *result.received):
            for line in card.lines:
                known = line.fact in simulation.facts
                assert known or line.verdict is None or "gets-" in line.fact, line
                assert str(line.text).strip()


@EASY
@given(households())
def test_what_is_sure_hangs_on_nothing_that_could_take_it_away(site: Site, home: Household) -> None:
    simulation = simulate(site, home, LittleLaw())
    assert_sound(simulation)
    for one in simulation.of("surement"):
        assert one.doubt is None
    for one in simulation.of("peut-etre"):
        assert one.doubt is not None


def assert_sound(simulation: Simulation) -> None:
    """Facts that an aid hangs on are not known yet; names are told once."""
    references = [one.reference for one in simulation.found]
    assert len(references) == len(set(references))
    for one in simulation.found:
        tried = {"income", "tax-income"}  # One sum or twelve months: known, yet tried otherwise.
        assert not (set(one.hangs) & simulation.facts.keys()) - tried, one
