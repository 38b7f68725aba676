"""Django's settings. What an installation may change is in the environment:

REPATRIA_HOME            folder of the stores and the secret key (default `~/.repatria`)
REPATRIA_DATABASE        `postgresql://user:password@host/name` instead of the SQLite file
REPATRIA_VAULT_DATABASE  the same for the vault
REPATRIA_PUBLIC_DATABASE the same for the public record; without it, a file beside the others, or on
                         PostgreSQL the schema `public_record` of the desks' database
REPATRIA_HOSTS           further host names that the site answers to, separated by commas
REPATRIA_HTTPS           1 where readers come by https only, through a proxy: cookies are then sent
                         no other way, and the proxy's word on their addresses is taken
REPATRIA_PROXY           the address of that proxy, where it is not on this machine
REPATRIA_HEADS           a folder outside the store, best on another machine, for the heads of the
                         access log
REPATRIA_LEDGER          `postgresql://…?schema=ledger` instead of the file `ledger/ledger.sqlite3`
REPATRIA_LEDGER_PASSPHRASE_FILE  a file whose first line opens the log's own key, `ledger/log.key`;
                         or REPATRIA_LEDGER_PASSPHRASE, the passphrase itself
REPATRIA_UPLOAD_MB       the most megabytes of film or sound that the press desk takes through a
                         browser (default 1000); `repatria press add` takes any size
REPATRIA_KEPT_FREE_MB    megabytes of the disk that no upload may take (default 500)
REPATRIA_KEPT_PAGES_MB   megabytes of finished pages of the public record that each process keeps
                         (default 64); 0 makes every page anew
REPATRIA_API_NAMES       named records of the register that the programs of one person may read in a
                         day (default 1000)
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
    "public": stores.public_database(
        os.environ.get("REPATRIA_PUBLIC_DATABASE"),
        os.environ.get("REPATRIA_DATABASE"),
        HOME / "public.sqlite3",
    ),
}
DATABASE_ROUTERS = ["repatria.desks.router.StoreRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "repatria.desks.common",
    # Before allauth, whose templates it replaces.
    "repatria.desks.accounts",
    "repatria.desks.record",
    "repatria.desks.press",
    "repatria.desks.people",
    "repatria.desks.exchanges",
    "repatria.desks.handovers",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "repatria.desks.common.middleware.SecurityHeaders",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "repatria.desks.accounts.tokens.middleware.WithoutCookies",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "repatria.desks.accounts.middleware.Guard",
    "repatria.desks.common.middleware.NothingUnderNul",
    "repatria.desks.accounts.access.middleware.Refusals",
    "repatria.desks.record.reading.PublicRecordIsRead",
    "repatria.desks.record.kept_pages.KeptPages",
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

# Accounts: who may come in, and how. What each may do stands in accounts/rights.py.
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["repatria.desks.accounts.backend.Backend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("name", "email", "code")},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "accounts:me"
ACCOUNT_ADAPTER = "repatria.desks.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_SESSION_REMEMBER = False
# Of one token, and of keys that do not hold from one network.
ACCOUNT_RATE_LIMITS = {"api_token": "240/m/key", "api_refused": "20/m/ip"}
ACCOUNT_FORMS = {
    "login": "repatria.desks.accounts.forms.SignInForm",
    "change_password": "repatria.desks.accounts.forms.NewPasswordForm",
    "reauthenticate": "repatria.desks.accounts.forms.PasswordAgainForm",
}
MFA_ADAPTER = "repatria.desks.accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Repatria"
# A machine without network has a clock that drifts. `accounts.forms` sees to it that a code is
# taken once all the same.
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "repatria.desks.accounts.forms.CodeForm",
    "reauthenticate": "repatria.desks.accounts.forms.CodeAgainForm",
    "activate_totp": "repatria.desks.accounts.forms.FirstCodeForm",
    "add_webauthn": "repatria.desks.accounts.forms.KeyForm",
}
USERSESSIONS_TRACK_ACTIVITY = False

# A sign-in ends with the browser, and after half a day at the latest.
SESSION_COOKIE_AGE = 12 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_NAME = "repatria-session"
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "repatria-form"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_FAILURE_VIEW = "repatria.desks.accounts.views.refusals.forged"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = os.environ.get("REPATRIA_HTTPS") == "1"
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if SESSION_COOKIE_SECURE else 0
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS[3:]]
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
# Rate limits count here, for all processes together.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "accounts_counted",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
# What is open to everybody stays open where a session is held back.
REPATRIA_PUBLIC_NAMESPACES = ("record", "programs")
# The header's second row, for who is signed in: section, url name, words, and the right it takes,
# which is none where everybody may.
REPATRIA_DESKS: tuple[tuple[str, str, object, str, str], ...] = (
    ("register", "people:home", _("Register"), "view", "identity"),
    ("exchanges", "exchanges:home", _("Exchanges"), "view", "planning"),
    ("caseworker", "exchanges:caseworker", _("Caseworker"), "view", "own_place"),
    ("handovers", "handovers:acts", _("Handovers"), "view", "custody"),
    ("press", "press:documents", _("Press desk"), "view", "press"),
    ("people", "accounts:people", _("People"), "view", "accounts"),
    ("access", "access:log", _("Access log"), "view", "access"),
    ("proposals", "proposals:listing", _("Proposals"), "", ""),
)

# Where the head of the access log is kept every hour, so that a log that was rewritten is found.
REPATRIA_HEADS = os.environ.get("REPATRIA_HEADS", "")

# Where the log of signed acts is kept, and what opens the log's own key. No party's key is here.
REPATRIA_LEDGER = os.environ.get("REPATRIA_LEDGER", "")
REPATRIA_LEDGER_PASSPHRASE = os.environ.get("REPATRIA_LEDGER_PASSPHRASE", "")
REPATRIA_LEDGER_PASSPHRASE_FILE = os.environ.get("REPATRIA_LEDGER_PASSPHRASE_FILE", "")

# The most megabytes of a file that the press desk takes, by what the file is, and what stays free.
REPATRIA_LARGEST_FILES = {
    "text": 20,
    "pdf": 100,
    "picture": 60,
    "other": 100,
    "footage": stores.whole_number("REPATRIA_UPLOAD_MB", 1000),
}
REPATRIA_KEPT_PAGES_MB = stores.whole_number("REPATRIA_KEPT_PAGES_MB", 64, least=0)
REPATRIA_API_NAMES = stores.whole_number("REPATRIA_API_NAMES", 1000)
REPATRIA_KEPT_FREE = stores.whole_number("REPATRIA_KEPT_FREE_MB", 500)

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("uk", "Українська"), ("ru", "Русский")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# Nothing to other sites. With “no-referrer” browsers call the origin of a form “null”, and every
# form would be refused.
SECURE_REFERRER_POLICY = "same-origin"
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
    ("changes", "record:changes", _("What changed")),
    ("method", "record:method", _("Method")),
)
