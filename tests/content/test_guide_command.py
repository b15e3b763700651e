"""`portal guide`: the PDF that a social worker prints, as its reader and a screen reader have it."""

import argparse
import io
import resource
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from portal.commands import guide
from portal.content.library import Library
from portal.content.load import load
from portal.services.paper.guide import contents
from portal.settings import ROOT

Print = pytest.CaptureFixture[str]
URL = "https://portail.exemple.fr"
HERE = "hauts-de-seine"


def run(*arguments: str) -> int:
    parser = argparse.ArgumentParser("portal")
    guide.add(parser.add_subparsers(required=True))
    options = parser.parse_args(["guide", *arguments])
    return int(options.run(options))


@pytest.fixture(scope="module")
def library() -> Library:
    return load(ROOT / "content", today=date.today()).library


@pytest.fixture(autouse=True)
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The real content, a state of our own, the address of a portal."""
    for name in ("PORTAL_CONTENT", "PORTAL_LOCALES", "PORTAL_TERRITORIES", "PORTAL_DEMO"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PORTAL_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("PORTAL_URL", URL)


@pytest.fixture
def of_small(small: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small content in the place of the real one."""
    monkeypatch.setenv("PORTAL_CONTENT", str(small))
    monkeypatch.setenv("PORTAL_LOCALES", str(small.parent / "locales"))
    return small


def printed(tmp_path: Path, *arguments: str) -> PdfReader:
    file = tmp_path / "guide.pdf"
    assert run("-o", str(file), *arguments) == 0
    return PdfReader(io.BytesIO(file.read_bytes()))


def words(pdf: PdfReader) -> str:
    """All that one reads, in the order of the pages, whatever breaks the lines."""
    text = " ".join(page.extract_text() for page in pdf.pages)
    return " ".join(text.replace("\u200b", "").split())


def packed(text: str) -> str:
    """A text without its spaces: a line may break anywhere."""
    return "".join(text.replace("\u200b", "").split())


def headings(outline: Any, level: int = 1) -> Iterator[tuple[int, str]]:
    for one in outline:
        if isinstance(one, list):
            yield from headings(one, level + 1)
        else:
            yield level, str(one.title).replace("\u00a0", " ")


def elements(pdf: PdfReader) -> Iterator[Any]:
    """Every element of the tree that a screen reader walks."""
    root: Any = pdf.trailer["/Root"]
    waiting = [root["/StructTreeRoot"]]
    while waiting:
        one = waiting.pop().get_object()
        if isinstance(one, list):
            waiting.extend(one)
        elif hasattr(one, "get"):
            yield one
            if "/K" in one:
                waiting.append(one["/K"])


def sizes(pdf: PdfReader) -> set[float]:
    """The sizes of the letters of all the pages, in points."""
    found: set[float] = set()

    def seen(text: str, _: Any, matrix: Any, __: Any, size: float) -> None:
        if text.strip():
            found.add(round(size * abs(matrix[3]), 1))

    for page in pdf.pages:
        page.extract_text(visitor_text=seen)
    return found


def test_a_theme_is_printed_with_all_that_one_reads(tmp_path: Path, library: Library) -> None:
    pdf = printed(tmp_path, "--territory", HERE, "--theme", "logement")
    read = packed(words(pdf))
    chosen = contents.choose(library, library.territories[HERE], [library.themes["logement"]])
    assert chosen.references
    for reference in chosen.references:
        held: Any = library.sheet(reference)
        phone = held.ways.phone
        assert packed(held.title) in read
        assert packed(held.today) in read
        assert phone is None or packed(phone.number) in read
        assert packed(f"{URL.removeprefix('https://')}/fr/") in read
    assert "aids/rsa" not in chosen.references
    assert all(packed(place.title) in read for place in chosen.places)


def test_every_place_of_every_town_is_printed_with_its_telephone(
    tmp_path: Path, library: Library
) -> None:
    pdf = printed(tmp_path, "--territory", "yvelines", "--theme", "numerique")
    asked = [library.themes["numerique"]]
    chosen = contents.choose(library, library.territories["yvelines"], asked)
    read = packed(words(pdf))
    assert len(chosen.places) > 20
    for place in chosen.places:
        assert packed(place.title) in read
        assert place.phone is None or packed(place.phone) in read
        assert place.address is None or packed(place.address) in read
    titles = [title for _, title in headings(pdf.outline)]
    assert [title for title in titles if title in {t.commune.name for t in chosen.towns}] == [
        town.commune.name for town in chosen.towns
    ]


def test_the_guide_opens_on_whom_to_call_then_on_emergencies(
    tmp_path: Path, library: Library
) -> None:
    pdf = printed(tmp_path, "--territory", HERE, "--theme", "manger")
    cover, urgent = (packed(page.extract_text()) for page in pdf.pages[:2])
    person = library.territories[HERE].person
    assert packed("Hauts-de-Seine") in cover
    assert packed("Demandez à une personne") in cover
    assert person.phone
    assert packed(person.phone.number) in cover
    assert packed("Imprimé le") in cover
    assert packed("En cas d’urgence") in urgent
    assert urgent.index("115") < urgent.index("18")
    first = [title for level, title in headings(pdf.outline) if level == 1]
    assert first[:2] == ["En cas d’urgence", "Sommaire"]
    assert first[-3:] == ["Les lieux, ville par ville", "Les mots, de A à Z", "L’âge de ce guide"]


def test_the_contents_and_the_index_give_the_page_where_a_sheet_is(tmp_path: Path) -> None:
    pdf = printed(tmp_path, "--territory", HERE, "--theme", "logement")
    pages = [" ".join(page.extract_text().split()) for page in pdf.pages]
    at = next(
        n for n, text in enumerate(pages, 1) if "Fonds de solidarité pour le logement" in text
    )
    last = [text for text in pages if "Les mots, de A à Z" in text][1:]
    assert f"dette de loyer {at}" in " ".join(last)
    links = [
        note.get_object()
        for page in pdf.pages
        for note in page.get("/Annots", [])
        if note.get_object()["/Subtype"] == "/Link"
    ]
    assert len(links) > 100


def test_the_paper_is_tagged_for_screen_readers(tmp_path: Path, library: Library) -> None:
    pdf = printed(tmp_path, "--territory", HERE, "--theme", "manger")
    root: Any = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "fr"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_object().get_data()
    assert pdf.metadata
    assert "Hauts-de-Seine" in str(pdf.metadata.title)
    chosen = contents.choose(library, library.territories[HERE], [library.themes["manger"]])
    figures = [one for one in elements(pdf) if one.get("/S") == "/Figure"]
    assert len(figures) == len(chosen.references) + len(chosen.towns)
    assert all(str(one["/Alt"]).startswith("Code QR") for one in figures)
    told = {str(one["/Alt"]).rpartition(" ")[2] for one in figures}
    assert {f"{URL}/fr/aides/{ref[5:]}" for ref in chosen.references if ref[:5] == "aids/"} <= told


def test_in_large_print_no_letter_is_under_18_points(tmp_path: Path) -> None:
    asked = ("--territory", HERE, "--theme", "manger")
    plain, large = sizes(printed(tmp_path, *asked)), sizes(printed(tmp_path, *asked, "--large"))
    assert min(plain) >= 8
    assert min(large) >= 18


def test_large_print_says_the_same_as_the_other(tmp_path: Path) -> None:
    asked = ("--territory", HERE, "--theme", "manger")
    both = (printed(tmp_path, *asked), printed(tmp_path, *asked, "--large"))
    plain, large = (Counter(headings(pdf.outline)) for pdf in both)
    assert plain == large


def test_in_arabic_the_guide_is_right_to_left_and_what_is_french_says_so(tmp_path: Path) -> None:
    pdf = printed(tmp_path, "--territory", HERE, "--theme", "manger", "--lang", "ar")
    root: Any = pdf.trailer["/Root"]
    assert root["/Lang"] == "ar"
    read = words(pdf)
    assert sum("\u0600" <= letter <= "\u06ff" for letter in read) > 2000
    marked = Counter(str(one["/Lang"]) for one in elements(pdf) if "/Lang" in one)
    assert marked["fr"] > 50
    assert "/ar/" in read


@pytest.mark.parametrize("lang", ["fr", "en", "ar"])
def test_every_letter_of_a_theme_is_drawn(tmp_path: Path, lang: str, capsys: Print) -> None:
    pdf = printed(tmp_path, "--territory", HERE, "--theme", "sante", "--lang", lang)
    assert "polices" not in capsys.readouterr().err
    assert not {"\ufffd", "\x00"} & set(words(pdf))


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_the_whole_guide_is_drawn_and_tells_its_pages(
    tmp_path: Path, lang: str, capsys: Print
) -> None:
    pdf = printed(tmp_path, "--territory", HERE, "--lang", lang)
    out, err = capsys.readouterr()
    assert "polices" not in err
    assert f": {len(pdf.pages)} pages A4," in out


def test_a_sign_that_the_fonts_lack_is_replaced_and_told(
    tmp_path: Path, of_small: Path, capsys: Print
) -> None:
    file = of_small / "aids/rsa.yaml"
    file.write_text(
        file.read_text("utf-8").replace("Appelez la CAF.", "Appelez 你 la CAF."), "utf-8"
    )
    assert "Appelez ? la CAF." in words(printed(tmp_path))
    assert capsys.readouterr().err == "Signes que les polices n’ont pas, remplacés par « ? » : 你\n"


def test_the_last_line_tells_pages_sheets_places_size_and_time(
    tmp_path: Path, of_small: Path, capsys: Print
) -> None:
    pdf = printed(tmp_path)
    line = capsys.readouterr().out
    assert line.startswith(
        f"{tmp_path / 'guide.pdf'} : {len(pdf.pages)} pages A4, 4 fiches, 1 lieux"
    )
    assert line.count("\n") == 1


def test_without_an_address_it_says_what_to_add_and_writes_nothing(
    tmp_path: Path, of_small: Path, monkeypatch: pytest.MonkeyPatch, capsys: Print
) -> None:
    monkeypatch.delenv("PORTAL_URL")
    assert run("-o", str(tmp_path / "guide.pdf")) == 2
    assert "--url" in capsys.readouterr().err
    assert not (tmp_path / "guide.pdf").exists()
    assert "autre.fr/fr/aides/rsa" in words(printed(tmp_path, "--url", "https://autre.fr/"))


@pytest.mark.parametrize(
    "url",
    ["portail.fr", "ftp://a.fr", "https://", "https://a b.fr", "https://a.fr/?x=1", "http:///"],
)
def test_an_address_that_is_none_is_refused(url: str, of_small: Path, capsys: Print) -> None:
    assert run("--url", url) == 2
    assert "n’est pas une adresse" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--territory", "haut-de-seine"), "Vouliez-vous « hauts-de-seine » ?"),
        (("--territory", HERE, "--theme", "logemant"), "Vouliez-vous « logement » ?"),
        (("--territory", HERE, "--theme", "zzz"), "Choisissez parmi : age, "),
        (("--territory", HERE, "--lang", "français2"), "Vouliez-vous « fr » ?"),
        ((), "Ajoutez --territory : hauts-de-seine, yvelines"),
    ],
)
def test_an_unknown_word_is_answered_by_the_nearest(
    arguments: tuple[str, ...], told: str, tmp_path: Path, capsys: Print
) -> None:
    assert run("-o", str(tmp_path / "guide.pdf"), *arguments) == 2
    assert told in capsys.readouterr().err
    assert not (tmp_path / "guide.pdf").exists()


def test_a_theme_may_be_asked_for_by_its_title(tmp_path: Path, of_small: Path) -> None:
    pdf = printed(tmp_path, "--theme", "titre de ENSEMBLE")
    assert "Le café des voisins" in words(pdf)
    assert "RSA" not in words(pdf)


def test_a_theme_without_a_sheet_prints_nothing_and_exits_1(
    tmp_path: Path, of_small: Path, capsys: Print
) -> None:
    assert run("-o", str(tmp_path / "guide.pdf"), "--theme", "courriel") == 1
    assert capsys.readouterr().err.startswith("Rien à imprimer")
    assert not (tmp_path / "guide.pdf").exists()


def test_a_file_that_cannot_be_is_refused_before_any_work(tmp_path: Path, capsys: Print) -> None:
    assert run("-o", str(tmp_path / "absent/guide.pdf")) == 2
    assert f"Le dossier « {tmp_path / 'absent'} » n’existe pas" in capsys.readouterr().err
    assert run("-o", str(tmp_path)) == 2
    assert "est un dossier" in capsys.readouterr().err


def test_a_full_disk_leaves_the_former_guide_and_nothing_half_written(
    tmp_path: Path, of_small: Path, capsys: Print
) -> None:
    file = tmp_path / "guide.pdf"
    file.write_bytes(b"le guide d'avant")
    before = {*tmp_path.iterdir()}
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (5000, hard))
    try:
        assert run("-o", str(file)) == 2
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert "écriture impossible" in capsys.readouterr().err
    assert file.read_bytes() == b"le guide d'avant"
    assert {*tmp_path.iterdir()} - before <= {tmp_path / "state"}


def test_broken_files_are_counted_and_the_others_printed(
    tmp_path: Path, of_small: Path, capsys: Print
) -> None:
    (of_small / "aids/apl.yaml").write_text("title: [\n", "utf-8")
    assert "Le RSA" in words(printed(tmp_path))
    out, err = capsys.readouterr()
    assert "voir « portal check »" in err
    assert "3 fiches" in out
