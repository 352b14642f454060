"""How fast the page answers: mixed requests of several clients, alone and while reports are taken in.

    python bench/page.py REGISTER [--requests 500] [--clients 8] [--ingest REPORTS]

Serves REGISTER on this machine, asks first for what its pages link to (pairs of states, actors, reports),
then for a mixture of dossiers, actors, searches and reports by so many clients, as a rule each for the first
time, and prints the time to the first byte by kind of page. With --ingest the same again, while
`communique ingest` writes REPORTS into the register (a copy is best).
"""

from __future__ import annotations

import argparse
import http.client
import json
import random
import re
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median
from urllib.parse import quote

WORDS = (
    "министр",
    "визит",
    "переговоры",
    "соглашение",
    "поставка",
    "учения",
    "посол",
    "президент",
    "граница",
    "санкции",
    "помощь",
    "контракт",
    "саммит",
    "безопасность",
    "делегация",
    "заявление",
    "договор",
    "экспорт",
)
PORT = 8653
START_SECONDS = 60


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("register", type=Path)
    parser.add_argument("--requests", type=int, default=500)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--ingest", type=Path)
    asked = parser.parse_args()
    server = start(asked.register)
    try:
        wanted = mixture(asked.requests * 2)
        report("alone", measure(wanted[::2], asked.clients))
        if asked.ingest:
            arguments = ["ingest", str(asked.ingest), "--into", str(asked.register), "--jobs", "1"]
            ingest = subprocess.Popen([sys.executable, "-m", "communique", *arguments])
            report("while reports are taken in", measure(wanted[1::2], asked.clients))
            print("still taking in" if ingest.poll() is None else "all was taken in before the end")
            ingest.terminate()
            ingest.wait()
    finally:
        server.terminate()
        server.wait()


def start(register: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "communique", "serve", str(register), "--port", str(PORT), "--read-only"]
    server = subprocess.Popen(command)
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        try:
            ask("/read")
            return server
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the server did not start")


def ask(path: str) -> tuple[float, bytes]:
    """Seconds to the first byte of the body, and the body."""
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=120)
    begun = time.perf_counter()
    connection.request("GET", path)
    answer = connection.getresponse()
    first = answer.read(1)
    taken = time.perf_counter() - begun
    body = first + answer.read()
    connection.close()
    if answer.status != 200:
        raise SystemExit(f"{path}: {answer.status}")
    return taken, body


def mixture(count: int) -> list[str]:
    """Dossiers, actors, searches and reports, as different as the register has them, in mixed order."""
    for path in ("/review", "/review/merges"):  # made in the background at the start; not measured
        ask(path)
    network = ask("/network?type=person")[1].decode()
    pairs = re.findall(r"/dossier/[A-Z]{3}/[A-Z]{3}", ask("/")[1].decode())
    edges = json.loads(ask("/network.json?type=state&most=1000")[1])["sections"][0]["rows"]
    pairs += [
        f"/dossier/{edge['a_id']}/{edge['b_id']}"
        for edge in edges
        if len(edge["a_id"]) == 3 == len(edge["b_id"])
    ]
    reports = re.findall(r"/report/[0-9a-f]{16}", network)
    searches = [f"/search?q={quote(f'{one} {other}')}" for one in WORDS for other in WORDS]
    actors = re.findall(r"/actor/[a-z0-9]+", network)
    kinds = [list(dict.fromkeys(kind)) for kind in (pairs, actors, searches, reports) if kind]
    found = [kind[place % len(kind)] for place in range(count // len(kinds) + 1) for kind in kinds][:count]
    random.Random(1).shuffle(found)
    return found


def measure(paths: list[str], clients: int) -> list[tuple[str, float]]:
    with ThreadPoolExecutor(clients) as pool:
        times = list(pool.map(lambda path: ask(path)[0], paths))
    return [(path.split("/")[1].split("?")[0], taken) for path, taken in zip(paths, times, strict=True)]


def report(title: str, times: list[tuple[str, float]]) -> None:
    print(f"{title}: milliseconds to the first byte")
    for kind in ["all", *sorted({kind for kind, _ in times})]:
        found = sorted(taken for name, taken in times if kind in ("all", name))
        late = found[min(len(found) - 1, int(0.99 * len(found)))]
        middle, late = median(found) * 1_000, late * 1_000
        print(f"  {kind:10} {len(found):4} requests, median {middle:6.0f}, 99th {late:6.0f}")


if __name__ == "__main__":
    main()
