"""The portal as it is, with the twin beside it."""

from otop_portal.settings import *  # noqa: F403
from otop_portal.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.bench.twin"]
ROOT_URLCONF = "tests.bench.urls"
