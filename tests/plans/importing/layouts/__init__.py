"""Plans of invented councils in layouts of every kind, each beside what a careful reader says of it.

A document is a file `NN_name.md`, `.txt` or `.grid`; its reading `NN_name.json`. A `.grid` is Markdown's rows, with
what only other formats tell at the end of a cell: `{fill=FFC000}`, `{ink=FF0000}`, `{rows=2}`, `{columns=3}`.
"""
