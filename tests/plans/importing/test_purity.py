"""The importer is pure: reading a plan loads no Django and no HTTP."""

import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[3]
PROBE = "import sys, plans.importing; print([m for m in ('django', 'http', 'urllib.request') if m in sys.modules])"


def test_importing_a_plan_loads_no_django():
    told = subprocess.run([sys.executable, "-c", PROBE], cwd=PROJECT, capture_output=True, text=True, check=True)  # noqa: S603
    assert told.stdout.strip() == "[]"
