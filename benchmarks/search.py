"""CPU of a search, build and size of the index, beside Datasette on the same file.

Run: python -m benchmarks.search [seed]. Documents are made by recombining the words of the real
sheets. The peer is `datasette serve` on the very file that we search, started here on this machine
and stopped by its id; its page is the cheapest that searches: the table's JSON, one row, one
column, without count or facets. Figures are CPU, not wall time, so a busy machine changes them
little; the peer's are read in /proc, so this runs on Linux. Ratios are of one run.
"""

import os
import random
import statistics
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlencode

from cryptography.fernet import Fernet

from benchmarks.peer import ANSWER_WITHIN, free_port, served
from portal.services.opening import open_site
from portal.services.search import ANALYST, entries, find, sayings, suggest
from portal.services.site import Site
from portal.settings import Settings
from portal.store.index import DOCUMENTS, Entry, build_index

SIZES = (500, 5_000, 50_000)
ASKED, PEER_ASKED = 300, 120
TICK = os.sysconf("SC_CLK_TCK")
QUERIES = {
    "mots": ("payer loyer", "garde enfant", "retraite", "facture électricité", "carte handicap"),
    "début": ("logem", "complém", "étudi", "allocat", "chauff"),
    "faute": ("alocassion", "retrete", "electrisité", "handikapé", "dantiste"),
    "phrase": (
        "comment payer ma facture de gaz en retard",
        "je cherche un travail près de chez moi",
    ),
}


def recombined(site: Site, number: int, seed: int) -> Iterator[Entry]:
    """Sheets made of the words of real ones, each field with words of its own kind."""
    chance = random.Random(seed)  # noqa: S311
    real = [entry for entry in entries(site) if entry.lang == "fr"]
    titles, summaries = _words(real, "title"), _words(real, "summary")
    texts, phrases = _words(real, "text"), [one for entry in real for one in entry.phrases]
    references = [entry.reference for entry in real]
    for rank in range(number):
        known = rank < len(references)
        model = real[rank % len(real)]
        yield replace(
            model,
            reference=references[rank] if known else f"{model.reference}-{rank}",
            title=" ".join(chance.choices(titles, k=len(model.title.split()))),
            names=(),
            formers=(),
            phrases=tuple(chance.choices(phrases, k=len(model.phrases))),
            summary=" ".join(chance.choices(summaries, k=max(1, len(model.summary.split())))),
            text=" ".join(chance.choices(texts, k=max(1, len(model.text.split())))),
        )


def _words(real: Sequence[Entry], field: str) -> list[str]:
    return [word for entry in real for word in str(getattr(entry, field)).split()]


def cpu(ask: Callable[[str], object], queries: Sequence[str]) -> float:
    """Milliseconds of CPU a question, median of five rounds after one to warm up."""
    rounds = []
    for _ in range(6):
        start = time.process_time()
        for rank in range(ASKED // 5):
            ask(queries[rank % len(queries)])
        rounds.append((time.process_time() - start) * 5000 / ASKED)
    return statistics.median(rounds[1:])


@contextmanager
def datasette(file: Path) -> Iterator[tuple[str, int]]:
    """`datasette serve` on this file: the address of its table, and its process id."""
    port = free_port()
    arguments = [
        "--immutable", str(file), "--host", "127.0.0.1", "--port", port,
        "--setting", "suggest_facets", "off",
    ]  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    with served("datasette", arguments, f"{address}/-/versions.json") as pid:
        yield f"{address}/{file.stem}/entries.json", pid


def peer_cpu(table: str, pid: int, queries: Sequence[str]) -> float:
    """Milliseconds of CPU that the peer spends a page, over all the pages asked."""
    asked_page(table, queries[0])
    before = spent(pid)
    for rank in range(PEER_ASKED):
        asked_page(table, queries[rank % len(queries)])
    return (spent(pid) - before) * 1000 / PEER_ASKED


def asked_page(table: str, query: str) -> None:
    cheapest = {
        "_size": "1",
        "_shape": "array",
        "_col": "reference",
        "_nocount": "1",
        "_nofacet": "1",
    }
    address = f"{table}?{urlencode({'_search': query, **cheapest})}"
    with urllib.request.urlopen(address, timeout=ANSWER_WITHIN) as page:  # noqa: S310
        page.read()


def spent(pid: int) -> float:
    """Seconds of CPU of a process, all its threads."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def measure(site: Site, number: int, *, seed: int, folder: Path) -> None:
    """Build an index of this many documents and print what it costs beside the peer."""
    listed = list(recombined(site, number, seed))
    start, began = time.process_time(), time.perf_counter()
    index = build_index(folder, listed, sayings(site), by=ANALYST)
    built, waited = time.process_time() - start, time.perf_counter() - began
    size = index.file.stat().st_size / 1e6
    print(
        f"\n{number} documents : construit en {built:.1f} s de CPU ({waited:.1f} s), {size:.0f} Mo"
    )
    shown = replace(site, index=index)
    with datasette(index.file) as (table, pid):
        for name, queries in QUERIES.items():
            ours = cpu(lambda query: find(shown, query, "fr"), queries)
            theirs = peer_cpu(table, pid, queries)
            print(
                f"  {name:<10}{ours:>7.2f} ms   datasette {theirs:>7.2f} ms   1 / {theirs / ours:.1f}"
            )
    typed = [query[:5] for queries in QUERIES.values() for query in queries]
    print(f"  suggestion {cpu(lambda query: suggest(shown, query, 'fr'), typed):>6.3f} ms")


def main(seed: int) -> None:
    """Print the figures and their ratios for each size."""
    print(
        f"graine {seed} ; ms de CPU par recherche, et rapport à la page la moins chère de Datasette"
    )
    with TemporaryDirectory() as name:
        folder = Path(name)
        site = open_site(Settings(keys=(Fernet.generate_key().decode(),), state=folder))
        size = site.index.file.stat().st_size / 1e6
        print(
            f"contenu réel : {site.index.terms('fr', [DOCUMENTS])[DOCUMENTS].count} fiches, {size:.0f} Mo"
        )
        for number in SIZES:
            measure(site, number, seed=seed, folder=folder)


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else random.SystemRandom().randrange(10_000))
