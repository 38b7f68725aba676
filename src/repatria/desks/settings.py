"""Django's settings. What an installation may change is in the environment:

REPATRIA_HOME            folder of the stores and the secret key (default `~/.repatria`)
REPATRIA_DATABASE        `postgresql://user:password@host/name` instead of the SQLite file
REPATRIA_VAULT_DATABASE  the same for the vault
REPATRIA_HOSTS           further host names that the site answers to, separated by commas
REPATRIA_DEBUG           1 shows errors with their source, for developers only
"""

from __future__ import annotations

import os
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from repatria.desks.common import stores

BASE_DIR = Path(__file__).resolve().parent

HOME = stores.home(os.environ.get("REPATRIA_HOME"))
SECRET_KEY = stores.secret_key(HOME)
DEBUG = os.environ.get("REPATRIA_DEBUG") == "1"
ALLOWED_HOSTS = [
    "localhost",
    "127.0.0.1",
    "[::1]",
    *filter(None, map(str.strip, os.environ.get("REPATRIA_HOSTS", "").split(","))),
]

DATABASES = {
    "default": stores.database(os.environ.get("REPATRIA_DATABASE"), HOME / "exchange.sqlite3"),
    "vault": stores.database(os.environ.get("REPATRIA_VAULT_DATABASE"), HOME / "vault.sqlite3"),
}
DATABASE_ROUTERS = ["repatria.desks.router.StoreRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.staticfiles",
    "repatria.desks.common",
    "repatria.desks.record",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "repatria.desks.common.middleware.SecurityHeaders",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
]
ROOT_URLCONF = "repatria.desks.urls"
WSGI_APPLICATION = "repatria.desks.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    }
]

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("uk", "Українська"), ("ru", "Русский")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

SECURE_REFERRER_POLICY = "no-referrer"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

STATIC_URL = "static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "repatria.desks.common.static_files.VersionedStaticFiles"},
}
# Served straight from the package, nothing to collect. Pages name a file with its digest, so a
# browser may keep it for a year.
WHITENOISE_USE_FINDERS = True
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_MAX_AGE = 60 if DEBUG else 365 * 24 * 3600

# The header's links: section, url name, words. A name that no desk serves is left out.
REPATRIA_NAVIGATION = (
    ("record", "record:overview", _("Record")),
    ("agreements", "record:agreements", _("Agreements")),
    ("contradictions", "record:contradictions", _("Contradictions")),
    ("sources", "record:sources", _("Sources")),
    ("method", "record:method", _("Method")),
)
