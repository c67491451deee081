"""The import of plans as they come: pure reading, no database.

    read_plan(bytes, name="plan.txt")  →  UnderstoodPlan, or NotAPlan with words that say how to mend it

Three stages, a package each: `readers` (a file's bytes to tables and text), `rows` (tables mended and joined to one
sheet), `understanding` (what the cells say). `document` holds the result, `door` its JSON; `accounting` tells whether
every word of the source is somewhere in it.
"""

from datetime import date

from plans.importing.document import UnderstoodPlan
from plans.importing.door import as_json
from plans.importing.errors import NotAPlan
from plans.importing.readers import read_document
from plans.importing.rows import mend
from plans.importing.understanding import understand

__all__ = ["NotAPlan", "UnderstoodPlan", "as_json", "read_plan"]


def read_plan(data: bytes, *, name: str, dated: date | None = None) -> UnderstoodPlan:
    """Read a plan from a file's bytes.

    `name` is the file's name, for messages and for a document without a title. `dated` is the document's own date,
    where the person knows better than the print. Raises NotAPlan for an empty or unreadable file and for one
    without a table that looks like a plan's; never anything else.
    """
    return understand(mend(read_document(data, name)), name=name, dated=dated)
