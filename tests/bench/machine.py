"""On what it is measured: ratios are what to quote, but whoever compares two runs wants to know the machine."""

from __future__ import annotations

import os
import platform
from datetime import UTC, datetime
from pathlib import Path


def told() -> str:
    """The processor, its cores, how busy they are, and when."""
    cores = len(os.sched_getaffinity(0))
    when = datetime.now(UTC)
    return (
        f"{_processor()}, {cores} cores, load {load()}, Python {platform.python_version()}, {when:%-d %B %Y %H:%M} UTC"
    )


def load() -> str:
    """How many were running, in the last minute, five and fifteen."""
    return " ".join(f"{each:.1f}" for each in os.getloadavg())


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()
