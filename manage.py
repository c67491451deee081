#!/usr/bin/env python3
"""The application's command line."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "actionplans.settings")
    from actionplans.commandline import main

    main(sys.argv)
