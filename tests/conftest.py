"""What all tests share."""

from __future__ import annotations

import os

from hypothesis import settings

# Tests never time: a machine that is busy must not fail them. (Where CI is set, hypothesis has such a profile itself.)
if "CI" not in os.environ:
    settings.register_profile("untimed", deadline=None)
    settings.load_profile("untimed")
