"""Which issued papers print some words: those whose frozen position holds them, and those whose page says them."""

from __future__ import annotations

import html
import logging
import re
from collections.abc import Collection

from audits.models import IssuedFile, IssuedPaper, Snapshot
from audits.word_replacement import Words
from plans import models as m
from plans.operations import files

log = logging.getLogger("actionplans.redaction")

_TAG = re.compile(r"<style>.*?</style>|<[^>]+>", re.S)


def papers_with(plan: m.Plan, words: Words, snapshots: Collection[Snapshot]) -> list[IssuedPaper]:
    """The papers and supplements of the plan that have to go with the words, oldest first. One whose page can't be
    read is among them: nobody can say what it holds."""
    if not words.text.strip():
        return []
    frozen = {snapshot.pk for snapshot in snapshots}
    papers = IssuedPaper.objects.filter(plan=plan).order_by("number", "supplement").prefetch_related("files")
    return [paper for paper in papers if paper.snapshot_id in frozen or _says(paper, words)]


def _says(paper: IssuedPaper, words: Words) -> bool:
    if words.stand_in([paper.words, paper.options]):
        return True
    return any(_page_says(file, words) for file in paper.files.all() if file.format == "html" and not file.withdrawn)


def _page_says(file: IssuedFile, words: Words) -> bool:
    try:
        page = files.read(file.sha256).decode(errors="replace")
    except OSError:
        log.exception("the issued file %s could not be read, so it goes with the words", file.pk)
        return True
    return words.stand_in(html.unescape(_TAG.sub(" ", page)))
