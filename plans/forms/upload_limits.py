"""Files as they arrive: what is too large is let through to nowhere, so that it fills neither memory nor disk."""

from __future__ import annotations

import io

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, TemporaryFileUploadHandler

from plans import room


class WithoutRoom(UploadedFile):
    """A file for which there was no room while it arrived: it has its name and nothing else. `why` tells a person,
    `error` the log."""

    def __init__(self, name: str, error: OSError):
        super().__init__(io.BytesIO(), name, size=0)
        self.error = error
        self.why = (
            f"“{name}” could not be stored just now, because the service has no room left. Try again later, and tell "
            "the people who run the service."
        )


class TemporaryUploads(TemporaryFileUploadHandler):
    """Keeps large files while they arrive; one for which there is no room is a `WithoutRoom`, and the fields beside it
    arrive whole."""

    error: OSError | None = None

    def new_file(self, *args, **kwargs):
        self.error = None
        self._as_room_allows(super().new_file, *args, **kwargs)

    def receive_data_chunk(self, raw_data, start):
        if self.error is None:
            self._as_room_allows(super().receive_data_chunk, raw_data, start)

    def file_complete(self, file_size):
        if self.error is None:
            return self._as_room_allows(super().file_complete, file_size) or WithoutRoom(self.file_name, self.error)
        return WithoutRoom(self.file_name, self.error)

    def _as_room_allows(self, call, *args, **kwargs):
        try:
            return call(*args, **kwargs)
        except OSError as error:
            if not room.is_full(error):
                raise
            self.error = error


class BoundedUploads(FileUploadHandler):
    """Stands before the handlers that keep files. Of a file larger than evidence may be, and of everything after
    the first `settings.UPLOAD_MAX_BYTES` of a request, no more is kept; such a file arrives empty with its true
    size, for its form to refuse by name. The fields beside it arrive whole."""

    def __init__(self, request=None):
        super().__init__(request)
        self.received = self.size = 0

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.size = 0

    def receive_data_chunk(self, raw_data, start):
        self.size += len(raw_data)
        self.received += len(raw_data)
        return None if self._is_over else raw_data

    def file_complete(self, file_size):
        if not self._is_over:
            return None
        size = max(self.size, settings.EVIDENCE_MAX_BYTES + 1)
        return UploadedFile(io.BytesIO(), self.file_name, self.content_type, size, self.charset)

    @property
    def _is_over(self) -> bool:
        return self.size > settings.EVIDENCE_MAX_BYTES or self.received > settings.UPLOAD_MAX_BYTES
