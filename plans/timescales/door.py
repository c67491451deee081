"""A reading in the shape that the command line prints."""

from datetime import date

from plans.timescales.readings import Reading


def as_json(reading: Reading) -> dict:
    """{"text", "readings": [{"text", "kind", "earliest", "latest"}], "question"}, days as "YYYY-MM-DD" or None."""
    return {
        "text": reading.text,
        "readings": [
            {
                "text": timescale.text,
                "kind": timescale.kind,
                "earliest": _iso(timescale.earliest),
                "latest": _iso(timescale.latest),
            }
            for timescale in reading.readings
        ],
        "question": reading.question,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
