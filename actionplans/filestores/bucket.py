"""Files in a bucket that speaks the protocol of S3: Amazon's, or one of the council's own.

The bucket is private: files are fetched by this server and handed out by its own pages, which know who may see them.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from boto3.exceptions import Boto3Error
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from s3transfer.exceptions import RetriesExceededError
from storages.backends.s3 import S3Storage

SECONDS_TO_CONNECT, SECONDS_TO_READ, TRIES = 3, 6, 2
"""A person waits meanwhile."""

ONE_REQUEST = 5 * 1024**3
"""Bytes that the protocol takes in one request. A file that is sent in several leaves pieces behind when its sender
dies, which are listed nowhere and which redaction can't reach."""


class Bucket(S3Storage):
    """Files under the names they are given. Raises FileNotFoundError for one that is not there, and OSError for a
    bucket that can't be reached or refuses, as a disk does."""

    def __init__(self, **options):
        timing = {"connect_timeout": SECONDS_TO_CONNECT, "read_timeout": SECONDS_TO_READ}
        path = {"addressing_style": "path"} if options.get("endpoint_url") else {}
        config = Config(retries={"total_max_attempts": TRIES, "mode": "standard"}, s3=path, **timing)
        whole = TransferConfig(multipart_threshold=ONE_REQUEST, num_download_attempts=TRIES)
        fixed = {"default_acl": None, "file_overwrite": True, "gzip": False}
        super().__init__(client_config=config, transfer_config=whole, **fixed, **options)

    def _open(self, name, mode="rb"):
        with _as_a_disk_says():
            found = super()._open(name, mode)
            found.file  # noqa: B018 -- fetched now, while the error can still be told
            return found

    def _save(self, name, content):
        with _as_a_disk_says():
            return super()._save(name, content)

    def exists(self, name) -> bool:
        with _as_a_disk_says():
            return super().exists(name)

    def delete(self, name) -> None:
        with _as_a_disk_says():
            super().delete(name)

    def listdir(self, path):
        with _as_a_disk_says():
            return super().listdir(path)


@contextmanager
def _as_a_disk_says() -> Iterator[None]:
    """What the bucket's library raises as an OSError, which everything that keeps files knows how to tell."""
    try:
        yield
    except ClientError as error:
        said = error.response.get("Error", {})
        raise OSError(f"the bucket says {said.get('Code', 'no')}: {said.get('Message', '')}") from error
    except (BotoCoreError, Boto3Error, RetriesExceededError) as error:
        raise OSError(f"the bucket can’t be reached: {error}") from error
