"""What `manage.py check` says of this machine."""

from __future__ import annotations

from django.conf import settings
from django.core import checks

from actionplans import environment, filemodes


@checks.register(checks.Tags.security)
def files_are_private(app_configs, **kwargs) -> list[checks.CheckMessage]:
    """Warns of what others on this machine may read, where the application could not change that when it started."""
    database = environment.sqlite_file(settings.DATABASES["default"])
    return [
        checks.Warning(
            f"Others on this machine may read {path}.",
            hint=f"It belongs to another user, or its disk knows no modes. As its owner: chmod go-rwx {path}",
            id="actionplans.W001",
        )
        for path in filemodes.exposed(settings.DATA_DIR, database)
    ]
