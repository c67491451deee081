"""Files as they arrive: what is too large is let through to nowhere, so that it fills neither memory nor disk."""

from __future__ import annotations

import io

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler


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
