"""One person and eight at once, through the served application; and what its processes keep of it in memory."""

from __future__ import annotations

import http.client
import itertools
import os
import threading
import time
from collections.abc import Callable
from http.cookiejar import Cookie
from pathlib import Path

from tests.bench.addresses import LIST
from tests.bench.ground import MIDDLE, PAPER_SMALL, Ground, Grounds
from tests.bench.measures import table
from tests.load.test_eight_at_once import Person

PEOPLE, SECONDS = 8, 10.0
REQUESTS, EXPORTS = 2_000, 20
VISITED = ("actions", "overview", "action", "plans", "to_verify", "help")


def eight(grounds: Grounds, *, large: bool, size=MIDDLE, seconds: float = SECONDS) -> list[dict]:
    """The list, amber and overdue by date, and updates: how many a second for one person and for eight."""
    rows = []
    for kind in grounds.kinds:
        ground = grounds.get(kind, size)
        with ground.hand() as hand:
            reader, writers = hand("session", role="manager"), hand("people", count=PEOPLE)
        with ground.serving():
            rows += [_read(ground, reader, count, seconds) for count in (1, PEOPLE)]
            rows += [_write(ground, writers[:count], seconds) for count in (1, PEOPLE)]
    table(
        ("served", "people", "done", "a second", "ms each waits", "server's ms CPU for one"),
        (
            (
                f"{row['ground']}: {row['what']}",
                row["people"],
                row["done"],
                f"{row['done'] / row['took']:.1f}",
                f"{row['took'] * row['people'] / max(1, row['done']) * 1000:.0f}",
                f"{row['cpu'] / max(1, row['done']) * 1000:.0f}",
            )
            for row in rows
        ),
    )
    return rows


def _read(ground: Ground, session: str, people: int, seconds: float) -> dict:
    def reads(_number: int) -> Callable[[], None]:
        connection = http.client.HTTPConnection("127.0.0.1", ground.port, timeout=120)
        return lambda: _get(connection, f"/actions/{LIST}", session)

    return _crowd(ground, "list, amber and overdue by date", people, seconds, reads)


def _write(ground: Ground, writers: list[dict], seconds: float) -> dict:
    def says(number: int) -> Callable[[], None]:
        writer = writers[number]
        person = Person(ground.url, f"person {number}")
        _sign_in(person, writer["session"])
        own = itertools.cycle(writer["actions"])
        return lambda: person.update(next(own))

    return _crowd(ground, "an update (its page, then sent)", len(writers), seconds, says)


def _crowd(ground: Ground, what: str, people: int, seconds: float, work: Callable) -> dict:
    """Each does the same over and over until the time is up. Raises what went wrong for one of them."""
    done, failed = [0] * people, []
    works = [work(number) for number in range(people)]
    for each in works:
        each()
    began, cpu, until = time.monotonic(), _cpu(ground), time.monotonic() + seconds

    def run(number: int) -> None:
        try:
            while time.monotonic() < until:
                works[number]()
                done[number] += 1
        except Exception as error:
            failed.append(error)

    threads = [threading.Thread(target=run, args=[number]) for number in range(people)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise failed[0]
    took = time.monotonic() - began
    return {
        "ground": ground,
        "what": what,
        "people": people,
        "done": sum(done),
        "took": took,
        "cpu": _cpu(ground) - cpu,
    }


def _get(connection: http.client.HTTPConnection, path: str, session: str) -> bytes:
    connection.request("GET", path, headers={"Cookie": f"sessionid={session}"})
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{path} answered {answer.status}")
    return body


def _sign_in(person: Person, session: str) -> None:
    """Give their browser a session that stands already."""
    jar = next(h.cookiejar for h in person.opener.handlers if hasattr(h, "cookiejar"))
    name, host = "sessionid", "127.0.0.1"
    jar.set_cookie(
        Cookie(0, name, session, None, False, host, True, False, "/", True, False, None, True, None, None, {})
    )


def _cpu(ground: Ground) -> float:
    """The seconds that the processes that answer requests have worked."""
    ticks = 0
    for pid in _web(ground):
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def _web(ground: Ground) -> set[int]:
    return ground.processes("web")


def _memory(ground: Ground) -> list[float]:
    """MiB of each process that answers requests: its own, and its part of what is shared."""
    out = []
    for pid in sorted(_web(ground)):
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        out.append(sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024)
    return out


def memory(
    grounds: Grounds, *, large: bool, size=MIDDLE, paper=PAPER_SMALL, requests: int = REQUESTS, exports: int = EXPORTS
) -> list[dict]:
    """Of the served processes: fresh, after many requests, and after many exports of a small plan as PDF."""
    rows = []
    for ground, work in ((grounds.get("PostgreSQL", size), _visits), (grounds.get("SQLite", paper), _papers)):
        with ground.hand() as hand:
            session, addresses = hand("session", role="manager"), hand("addresses", names=list(VISITED))
        with ground.serving():
            connection = http.client.HTTPConnection("127.0.0.1", ground.port, timeout=120)
            for path in addresses * 2:
                _get(connection, path, session)
            before, pids = _memory(ground), _web(ground)
            count = requests if work is _visits else exports
            work(ground, session, addresses, count)
            rows.append(
                {
                    "name": f"{ground}: {count:,} {'requests' if work is _visits else 'exports as PDF'}",
                    "before": before,
                    "after": _memory(ground),
                    "replaced": len(pids - _web(ground)),
                }
            )
    table(
        ("memory of the processes that answer", "MiB before", "MiB after", "replaced"),
        ((row["name"], _sum(row["before"]), _sum(row["after"]), row["replaced"]) for row in rows),
    )
    return rows


def _sum(each: list[float]) -> str:
    return f"{sum(each):.0f} ({' + '.join(f'{one:.0f}' for one in each)})"


def _visits(ground: Ground, session: str, addresses: list[str], count: int) -> None:
    def visit(part: range) -> None:
        for number in part:
            connection = http.client.HTTPConnection("127.0.0.1", ground.port, timeout=120)
            _get(connection, addresses[number % len(addresses)], session)
            connection.close()

    threads = [threading.Thread(target=visit, args=[range(at, count, 4)]) for at in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _papers(ground: Ground, session: str, _addresses: list[str], count: int) -> None:
    for _number in range(count):
        connection = http.client.HTTPConnection("127.0.0.1", ground.port, timeout=600)
        body = _get(connection, "/plans/grown-1/appendix/?format=pdf", session)
        connection.close()
        if not body.startswith(b"%PDF"):
            raise RuntimeError("The appendix was asked for as PDF and is none")
