"""Which of the two it is, from the environment, with words that say how to mend what can't work there."""

from __future__ import annotations

import os
import re
from importlib.util import find_spec
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

S3 = "EVIDENCE_S3_"

_BUCKET = re.compile(r"[A-Za-z0-9._-]{3,255}|arn:[^\s]+")
_REGION = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def files() -> dict:
    """Where evidence and imported documents are kept, as an entry of Django's STORAGES: a folder of the data folder;
    with EVIDENCE_S3_BUCKET that bucket. Keys to it are found as Amazon's own tools find theirs. Raises
    ImproperlyConfigured for a companion without a bucket, for names and addresses that no bucket can have, and
    without the packages that speak to one."""
    given = {name: os.environ.get(f"{S3}{name}", "").strip() for name in ("BUCKET", "REGION", "ENDPOINT", "PREFIX")}
    if not any(given.values()):
        return {"BACKEND": "actionplans.filestores.folder.Folder"}
    if not given["BUCKET"]:
        others = " and ".join(f"{S3}{name}" for name, value in given.items() if value)
        raise ImproperlyConfigured(f"{others} is set without {S3}BUCKET. Name the bucket, or leave both out.")
    _check_names(given)
    if given["ENDPOINT"]:
        _check_address(given["ENDPOINT"])
    if find_spec("storages") is None or find_spec("boto3") is None:
        raise ImproperlyConfigured(
            f"{S3}BUCKET is set, but the packages that speak to a bucket are not installed. Install them with "
            "“uv sync --extra s3”, as docs/running.md says, or leave it out to keep files in the data folder."
        )
    return {
        "BACKEND": "actionplans.filestores.bucket.Bucket",
        "OPTIONS": {
            "bucket_name": given["BUCKET"],
            "region_name": given["REGION"] or None,
            "endpoint_url": given["ENDPOINT"] or None,
            "location": given["PREFIX"].strip("/"),
        },
    }


def _check_names(given: dict[str, str]) -> None:
    if not _BUCKET.fullmatch(given["BUCKET"]):
        raise ImproperlyConfigured(
            f"{S3}BUCKET is “{given['BUCKET']}”, which is no bucket's name. Give the name alone, without s3:// or an "
            f"address; a folder in the bucket goes into {S3}PREFIX."
        )
    if given["REGION"] and not _REGION.fullmatch(given["REGION"]):
        raise ImproperlyConfigured(f"{S3}REGION is “{given['REGION']}”. Set it to a region such as eu-west-2.")


def _check_address(address: str) -> None:
    wrong = _wrong_with(address)
    if wrong:
        raise ImproperlyConfigured(f"{S3}ENDPOINT is “{address}”{wrong}")


def _wrong_with(address: str) -> str:
    if not address.startswith(("https://", "http://")):
        return ". Begin it with https://."
    if any(char.isspace() for char in address):
        return ", with a space in it. Take it out."
    parts = urlsplit(address)
    if not parts.hostname:
        return ", with no name of a machine. It looks like https://storage.example."
    try:
        _known = parts.port
    except ValueError:
        return ", whose port is no number up to 65535. It looks like https://storage.example:9000."
    if parts.query or parts.fragment:
        return ". Leave out what follows the question mark or #."
    return ""
