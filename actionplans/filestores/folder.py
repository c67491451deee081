"""Files in a folder of this machine, each written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage


class Folder(FileSystemStorage):
    """Files under EVIDENCE_DIR, under the names they are given, for nobody else on this machine to read. Raises
    OSError where the disk refuses, and leaves nothing behind."""

    @property
    def location(self) -> str:
        return str(settings.EVIDENCE_DIR)

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        """The name itself: it says what the file holds."""
        return name

    def _save(self, name: str, content) -> str:
        path = Path(self.path(name))
        for folder in (Path(self.location), path.parent):
            folder.mkdir(mode=settings.FILE_UPLOAD_DIRECTORY_PERMISSIONS, parents=True, exist_ok=True)
        descriptor, written = tempfile.mkstemp(dir=path.parent)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.writelines(content.chunks())
                file.flush()
                os.fsync(file.fileno())
            Path(written).chmod(settings.FILE_UPLOAD_PERMISSIONS)
            Path(written).replace(path)
        except OSError:
            Path(written).unlink(missing_ok=True)
            raise
        return name
