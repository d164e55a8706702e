"""One settings file. Secure unless told otherwise; a variable that is missing is named with its remedy."""

from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"
NODE_MODULES = BASE_DIR / "node_modules"

env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")


def required(name: str, remedy: str) -> str:
    value = env.str(name, default="")
    if not value:
        raise ImproperlyConfigured(f"{name} is not set. {remedy}")
    return value


DEBUG = env.bool("DEBUG", default=False)

SECRET_KEY = required("SECRET_KEY", "Run `make setup`, or put 50 random characters in .env (see .env.example).")
if not DEBUG and (len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 5 or SECRET_KEY.startswith("django-insecure-")):
    raise ImproperlyConfigured("SECRET_KEY is too weak. Use at least 50 random characters.")

ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])
if not DEBUG:
    required("ALLOWED_HOSTS", "Name the hosts that serve the portal, separated by commas.")
    if "*" in ALLOWED_HOSTS:
        raise ImproperlyConfigured("ALLOWED_HOSTS may not contain `*`. Name the hosts that serve the portal.")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "reports",
    "targets",
    "sales",
    "otop_portal.apps.PortalAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "otop_portal.staticfiles.StaticFiles",
    "django.forms",
    "axes",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # the largest sheet is 280 kB, and lines are slow
    "csp.middleware.CSPMiddleware",
    "reports.open_data.door.open_door",  # before whatever reads a cookie
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "sales.middleware.LoginRequired",
    "sales.middleware.own_password_first",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "sales.middleware.private_pages",
    "sales.middleware.refusals_in_words",
]

ROOT_URLCONF = "otop_portal.urls"
WSGI_APPLICATION = "otop_portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "sales.navigation.navigation",
            ],
            "libraries": {"thai": "otop_portal.thai_filters"},
            "builtins": ["otop_portal.thai_filters"],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# Without DATABASE_URL: SQLite, for a developer's machine only.
if not DEBUG:
    required("DATABASE_URL", "Name the PostgreSQL database: postgres://user:password@host:5432/name")
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'otop.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    if not DEBUG:
        raise ImproperlyConfigured("DATABASE_URL names SQLite. With DEBUG off only PostgreSQL is served.")
    # SQLite has no row locks: writers queue from BEGIN on, readers go on reading the write-ahead log.
    # Recursive triggers: REPLACE then fires the triggers that keep a history from being changed.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA recursive_triggers=ON;",
    }
    # Threads of a test share a file, as a server's do; an in-memory database would hide the locks.
    DATABASES["default"]["TEST"] = {"NAME": VAR_DIR / "test.sqlite3"}
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    # On disks of today a sheet's 100 producers are sooner found by their index than in the whole register.
    DATABASES["default"].setdefault("OPTIONS", {})["options"] = "-c random_page_cost=1.1"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "sales.Officer"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "sales.sign_in.OfficerBackend",
]
PASSWORD_HASHERS = [
    "otop_portal.passwords.Argon2Hasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["username", "name", "email"]},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "sales:sign-in"
LOGIN_REDIRECT_URL = "sales:home"
LOGOUT_REDIRECT_URL = "sales:sign-in"

# An office shares one address: lock the pair of name and address, never an address alone.
AXES_HANDLER = "otop_portal.sign_in_limit.GuessCounter"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_CLIENT_IP_CALLABLE = "otop_portal.sign_in_limit.client_address"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.5
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
# The sign-in page itself says that a name is locked, so axes' own middleware has nothing to answer.
SILENCED_SYSTEM_CHECKS = ["axes.W002"]
PROXY_COUNT = env.int("PROXY_COUNT", default=0)

CSRF_FAILURE_VIEW = "sales.views.errors.csrf_failure"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not DEBUG
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=not DEBUG)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXY_COUNT else None
SECURE_HSTS_SECONDS = 0 if DEBUG else 60 * 60 * 24 * 365
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not DEBUG
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# A sheet of 300 rows posts up to fifteen fields a row.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024

LANGUAGE_CODE = "th"
TIME_ZONE = "Asia/Bangkok"
USE_TZ = True
LOCALE_PATHS: list[Path] = []

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [
    BASE_DIR / "static",
    ("bootstrap", NODE_MODULES / "bootstrap" / "dist"),
    ("bootstrap-icons", NODE_MODULES / "bootstrap-icons" / "font"),
    ("chart", NODE_MODULES / "chart.js" / "dist"),
    ("htmx", NODE_MODULES / "htmx.org" / "dist"),
    ("sarabun", NODE_MODULES / "@fontsource" / "sarabun" / "files"),
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "otop_portal.staticfiles.HashedStaticFiles"
    },
}
# A developer's machine and the tests serve files from where they lie; production serves what collectstatic gathered.
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = DEBUG
MEDIA_ROOT = VAR_DIR / "media"
FIXTURE_DIRS = [BASE_DIR / "fixtures"]

EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = env.str("MAIL_FROM", default="") or "otop@localhost"
EMAIL_TIMEOUT = 20
# How a mail names the portal.
SITE_ADDRESS = env.str("SITE_ADDRESS", default="http://127.0.0.1:8000" if DEBUG else "").rstrip("/")

# On which days from the due day on whoever holds the work is reminded, and how late a run may still do it.
REMINDER_DAYS = (-3, 0, 3)
REMINDER_LATE_DAYS = 7

# Asked of a sheet, in this order: what refuses the confirmation, then what asks for an explanation. A higher app adds
# its own by name.
CONFIRMATION_CHECKS = [
    "sales.checks.refusing.unanswered",
    "sales.checks.refusing.unknown_producer_type",
    "sales.checks.refusing.producer_not_active",
    "sales.checks.asking.slipped",
    "sales.checks.asking.swing",
    "sales.checks.asking.same_figure",
    "sales.checks.asking.exchanged",
    "sales.checks.asking.closed_producer",
    "sales.checks.asking.same_total",
    "targets.checks.more_than_planned",
]

# What opens with a fiscal year besides its months; a higher app adds its own by name (sales.fiscal_years.Part).
OPENED_WITH_A_YEAR = ["targets.next_year.schemes"]

# What else waits for an officer on หน้าหลัก: each gives tasks of a higher app.
TASKS = ["targets.missions.waiting.tasks"]

# What a visitor meets at `/`; a higher app than the ledger's shows it.
VISITORS_PAGE = "reports.public.views.overview"

# Of the districts that report, how many per cent must have confirmed a month before the public meets it first.
PUBLIC_COMPLETE_PERCENT = 90

# How long PostgreSQL may take for one statement of a report; a worker is given up after thirty.
REPORT_SECONDS = 20

# Whom those name who use the public's figures, and whom they may ask.
OPEN_DATA_ATTRIBUTION = env.str("OPEN_DATA_ATTRIBUTION", default="กรมการพัฒนาชุมชน กระทรวงมหาดไทย")
OPEN_DATA_CONTACT = env.str("OPEN_DATA_CONTACT", default="")

# Where an uploaded file waits between its preview and its import.
UPLOAD_DIR = VAR_DIR / "uploads"

# What page 39 imports; a higher app adds its own by name.
IMPORTS = [
    "sales.imports.producers.PRODUCERS",
    "sales.imports.history.HISTORY",
    "sales.imports.officers.OFFICERS",
    "targets.imports.plans.PLANS",
]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
