"""A reader in a process of its own: it answers, or its end is told in words; it can do no harm."""

import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from plans.importing import NotAPlan, read_plan
from plans.importing.readers import read_document, sandbox
from plans.importing.readers.sandbox import read_in_child
from tests.plans.importing.readers import hostile

PROJECT = Path(__file__).resolve().parents[4]
MOST_RESIDENT = 500_000
"""Kilobytes."""
ROWS = [("Recommendation", "Action", "Lead"), *[("Fly higher", f"Buy string {n}", "Jo Bell") for n in range(120)]]

MEASURED = """
import resource, sys
sys.path.insert(0, sys.argv[1])
from plans.importing.readers.sandbox import read_in_child
from plans.importing.errors import NotAPlan
for path in sys.argv[2:]:
    try:
        read_in_child(open(path, "rb").read(), path.rsplit("/")[-1])
        print("read")
    except NotAPlan as refusal:
        print(refusal)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def instead_of_reading(monkeypatch, words: str) -> None:
    """Let the child do this instead of reading, once it has confined itself."""
    monkeypatch.setattr(
        sandbox,
        "_MAIN",
        f"import json, os, sys; from plans.importing.readers.sandbox_child import confine; confine(); {words}",
    )


def test_the_child_reads_what_we_read_and_tells_how_far_it_is():
    data, told = hostile.workbook(ROWS), []
    assert read_in_child(data, "kites.xlsx", progress=lambda *far: told.append(far)) == read_document(
        data, "kites.xlsx"
    )
    assert told[-1] == (121, 121)


def test_a_plan_in_any_format_is_read_through_the_child(in_a_child):
    plan = read_plan(hostile.word(), name="kites.docx", progress=lambda done, in_all: None)
    assert [action.text for action in plan.actions] == ["Buy string"]


def test_a_refusal_comes_back_in_its_words():
    with pytest.raises(NotAPlan, match=r"kites\.docx is damaged"):
        read_in_child(hostile.word()[:2000], "kites.docx")


@pytest.mark.thorough
def test_nothing_hostile_takes_more_than_the_memory_allowed(tmp_path):
    files = {
        "bomb.pdf": hostile.pdf_bomb(),
        "far.ods": hostile.far_open_sheet(),
        "columns.xlsx": hostile.empty_columns(),
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    paths = [str(tmp_path / name) for name in files]
    told = subprocess.run(  # noqa: S603
        [sys.executable, "-c", MEASURED, str(PROJECT), *paths], capture_output=True, text=True, check=True
    )
    *said, resident = told.stdout.splitlines()
    assert "bomb.pdf" in said[0]
    assert "far.ods" in said[1]
    assert said[2] == "read"
    assert int(resident) < MOST_RESIDENT


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("b = bytearray(600_000_000)", "stops the reader"),
        (f"os.kill(os.getpid(), {signal.SIGABRT:d})", "more memory"),
        (f"os.kill(os.getpid(), {signal.SIGXCPU:d})", "too long"),
        ("print('no JSON')", "stops the reader"),
        ('print(json.dumps({"document": {"parts": [[1]]}}))', "stops the reader"),
        ('print(json.dumps({"memory": True}))', "more memory"),
        ("import time; time.sleep(60)", "too long"),
        ("sys.stdout.close(); os.close(1); import time; time.sleep(60)", "too long"),
    ],
)
def test_the_end_of_the_child_is_told(monkeypatch, words, said):
    instead_of_reading(monkeypatch, words)
    with pytest.raises(NotAPlan, match=said):
        read_in_child(b"any", "kites.pdf", longest_wait=1 if "sleep" in words else 60)


@pytest.mark.parametrize(
    "harm",
    [
        "open('/tmp/kites-were-here', 'w')",
        "os.system('true')",
        "os.fork()",
        "__import__('subprocess').run(['true'])",
        "__import__('socket').socket()",
    ],
)
def test_the_child_can_do_no_harm(monkeypatch, harm):
    instead_of_reading(
        monkeypatch,
        f"\ntry: {harm}\nexcept PermissionError: print(json.dumps(dict(refused='was not allowed')))",
    )
    with pytest.raises(NotAPlan, match="was not allowed"):
        read_in_child(b"any", "kites.pdf")


def test_nothing_of_ours_reaches_the_child(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "kites")
    instead_of_reading(monkeypatch, 'print(json.dumps({"refused": repr(dict(os.environ))}))')
    with pytest.raises(NotAPlan) as refusal:
        read_in_child(b"any", "kites.pdf")
    assert "kites" not in str(refusal.value)


def test_a_file_larger_than_any_plan_starts_no_child():
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_minflt
    with pytest.raises(NotAPlan, match="larger than 20 MB"):
        read_in_child(b"%PDF-" + bytes(21_000_000), "kites.pdf")
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_minflt == before


def test_no_descriptor_is_left_open():
    before = len(list(Path("/proc/self/fd").iterdir()))
    read_in_child(hostile.word(), "kites.docx")
    with pytest.raises(NotAPlan):
        read_in_child(b"PK\x03\x04", "kites.docx")
    assert len(list(Path("/proc/self/fd").iterdir())) == before
