"""Where a file is that the application keeps in the tests' folder."""

from pathlib import Path

from django.conf import settings


def path_of(sha256: str) -> Path:
    return Path(settings.EVIDENCE_DIR) / sha256[:2] / sha256
