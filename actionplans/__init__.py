"""The site: settings, addresses, signing in, the demonstration, backing up."""

VERSION = "0.1.0"
"""Of the application, as pyproject.toml has it: at the foot of pages, and by `manage.py version`."""
