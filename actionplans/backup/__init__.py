"""The whole site in one file: every row with its history and the trail, and the evidence.

The file is a line that names it and bears the SHA-256 of all that follows, then a zip archive: `manifest.json`, the
rows of each model as one JSON array a line under `rows/`, and files under `evidence/`. Values are written as the
application means them, not as one database stores them, so a backup of SQLite restores on PostgreSQL and back.

contents   what is in it, and how a value is written
writing    making one
archive    opening one, and writing its rows into tables that fit them
reading    restoring one
earlier    bringing one of an earlier version up to this one
"""
