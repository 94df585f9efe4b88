"""All settings. Everything a deployment may change comes from the environment and is read here, once."""

import contextlib
import ipaddress
import os
from email.utils import parseaddr
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key

BASE_DIR = Path(__file__).resolve().parent.parent


def env_bool(name: str, default: bool) -> bool:
    value = os.environ.get(name, "").strip().lower()
    if value in {"", "1", "true", "yes", "on", "0", "false", "no", "off"}:
        return default if value == "" else value in {"1", "true", "yes", "on"}
    raise ImproperlyConfigured(f"{name} is {value!r}; write 1 or 0.")


def env_list(name: str) -> list[str]:
    return [part.strip() for part in os.environ.get(name, "").split(",") if part.strip()]


def env_int(name: str, default: int, most: int) -> int:
    """A whole number from 1 to `most`."""
    value = os.environ.get(name, "").strip()
    if value and not (value.isascii() and value.isdigit() and 0 < int(value) <= most):
        raise ImproperlyConfigured(f"{name} is {value!r}; write a number from 1 to {most}.")
    return int(value or default)


def env_networks(name: str) -> list[str]:
    """Networks such as 10.1.2.0/24, separated by commas."""
    networks = env_list(name)
    for network in networks:
        try:
            ipaddress.ip_network(network)
        except ValueError as error:
            raise ImproperlyConfigured(f"{name} has {network!r}; write networks such as 10.1.2.0/24.") from error
    return networks


def env_url(name: str) -> str:
    """An http(s) address without a slash at its end, or "" where the variable is not set."""
    value = os.environ.get(name, "").strip().rstrip("/")
    parts = urlsplit(value)
    if value and (parts.scheme not in {"http", "https"} or not parts.hostname):
        raise ImproperlyConfigured(f"{name} is {value!r}; write an address such as https://checks.example.org.")
    return value


def env_redis(name: str) -> str:
    value = os.environ.get(name, "").strip()
    parts = urlsplit(value)
    if value and (parts.scheme not in {"redis", "rediss"} or not parts.hostname):
        raise ImproperlyConfigured(f"{name} cannot be read; write redis://:PASSWORD@HOST:6379/0.")
    return value


def env_sender(name: str) -> str:
    """A mail address, alone or as Name <address>."""
    value = os.environ.get(name, "").strip()
    if value and not (parseaddr(value)[1].count("@") == 1 and value.isprintable()):
        raise ImproperlyConfigured(f"{name} is {value!r}; write an address such as Checks <checks@example.org>.")
    return value


def data_dir() -> Path:
    path = Path(os.environ.get("DATA_DIR", "").strip() or BASE_DIR / "var").resolve()
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)  # sessions and drafts lie in it
    except OSError as error:
        raise ImproperlyConfigured(f"DATA_DIR {path} cannot be made: {error.strerror}.") from error
    if not os.access(path, os.W_OK):
        raise ImproperlyConfigured(f"DATA_DIR {path} cannot be written to. Choose another folder with DATA_DIR=….")
    return path


def secret_key(path: Path) -> str:
    """The key of this installation: from SECRET_KEY, else made at the first start and kept in the data folder."""
    if key := os.environ.get("SECRET_KEY", "").strip():
        return key
    if not path.exists():
        fresh = path.with_name(f"{path.name}.{os.getpid()}")
        fresh.touch(mode=0o600)
        fresh.write_text(get_random_secret_key())
        with contextlib.suppress(FileExistsError):
            os.link(fresh, path)  # whole or not at all, and the first of two starters wins
        fresh.unlink()
    if not (stored := path.read_text()):
        raise ImproperlyConfigured(f"{path} is empty. Delete it: a new key is made, and everybody logs in once more.")
    return stored


def database() -> dict[str, Any]:
    url = os.environ.get("DATABASE_URL", "").strip() or f"sqlite:///{DATA_DIR / 'workbench.sqlite3'}"
    try:
        config: dict[str, Any] = dict(dj_database_url.parse(url))
    except ValueError as error:
        raise ImproperlyConfigured(
            "DATABASE_URL cannot be read; write postgres://NAME:PASSWORD@HOST:5432/DATABASE or sqlite:////folder/file."
        ) from error
    if config["ENGINE"] == "django.db.backends.sqlite3":
        config["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        }
    else:
        config.setdefault("OPTIONS", {}).setdefault("connect_timeout", 10)
        config["OPTIONS"].setdefault("prepare_threshold", 5)  # only for what is asked by articles/planned.py
        config["CONN_MAX_AGE"] = 60
        config["CONN_HEALTH_CHECKS"] = True
    return config


DATA_DIR = data_dir()
FILES_DIR = DATA_DIR / "files"
BROKER_DIR = DATA_DIR / "broker"
SECRET_KEY = secret_key(DATA_DIR / "secret_key")
DEBUG = env_bool("DEBUG", False)
PUBLIC_URL = env_url("PUBLIC_URL")
REDIS_URL = env_redis("REDIS_URL")
PORT = env_int("PORT", 8000, most=65535)
WEB_WORKERS = env_int("WEB_WORKERS", 2, most=64)
WORKER_PROCESSES = env_int("WORKER_PROCESSES", 2, most=64)
ALLOWED_HOSTS = env_list("ALLOWED_HOSTS") or ["127.0.0.1", "localhost", "[::1]"]
if PUBLIC_URL:
    ALLOWED_HOSTS.append(str(urlsplit(PUBLIC_URL).hostname))
    CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]

EMAIL_HOST = os.environ.get("EMAIL_HOST", "").strip()
EMAIL_PORT = env_int("EMAIL_PORT", 587, most=65535)
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_SSL = env_bool("EMAIL_USE_SSL", EMAIL_PORT == 465)
EMAIL_USE_TLS = env_bool("EMAIL_USE_TLS", EMAIL_PORT == 587)
EMAIL_TIMEOUT = 15
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'dummy'}.EmailBackend"
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env_sender("DEFAULT_FROM_EMAIL")
if EMAIL_USE_SSL and EMAIL_USE_TLS:
    raise ImproperlyConfigured("EMAIL_USE_SSL and EMAIL_USE_TLS are both on; set one of them to 0.")
if EMAIL_HOST and not (DEFAULT_FROM_EMAIL and PUBLIC_URL):
    raise ImproperlyConfigured(
        "EMAIL_HOST is set, so letters go out: set DEFAULT_FROM_EMAIL, whom they come from, and PUBLIC_URL, where "
        "their links lead."
    )

INSTALLED_APPS = [
    "factcheck.apps.WorkbenchAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "django_htmx",
    "drf_spectacular",
    "knox",
    "rest_framework",
    "factcheck.apps.FactcheckConfig",
    "articles",
    "reviews",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "factcheck.middleware.person_time_zone",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "factcheck.urls"
WSGI_APPLICATION = "factcheck.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "factcheck" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASES = {"default": database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "factcheck.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "factcheck.backends.PeopleBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "factcheck/locked_out.html"
AXES_VERBOSE = False

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English")]
USE_I18N = len(LANGUAGES) > 1  # with one language nothing is looked up: a page asks for some hundred words
TIME_ZONE = "UTC"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir(exist_ok=True)  # stays empty: files are served from where they lie, without collectstatic
STATICFILES_DIRS = [BASE_DIR / "factcheck" / "static"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 60
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 2_000  # at once; as many as an archive may hold
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # rows ticked on a page are fields
MAX_FILE_BYTES = 25 * 1024 * 1024  # of one article
MAX_SHEET_BYTES = 200 * 1024 * 1024  # of a sheet or an archive
MAX_FEED_BYTES = 10 * 1024 * 1024
MAX_TEXT_CHARS = 2_000_000
MAX_ROWS = env_int("MAX_ROWS", 20_000, most=1_000_000)
MAX_COLUMNS = 200
MAX_ARCHIVE_FILES = 2_000
MAX_UNPACKED_BYTES = 300_000_000
MAX_PAGES = 1_000  # of a PDF
READER_SECONDS = env_int("READER_SECONDS", 60, most=500)  # for one article; then its reader is stopped
FETCH_SECONDS = env_int("FETCH_SECONDS", 30, most=300)  # for one address with all that it leads on to
FETCH_REDIRECTS = 5
FETCH_AGENT = f"FactcheckWorkbench/1 (+{PUBLIC_URL or 'https://localhost'})"
FETCH_ALLOWED = env_networks("FETCH_ALLOWED")  # inner networks that may be asked all the same: one's own archive
SNAPSHOT_SOURCES = env_bool("SNAPSHOT_SOURCES", True)  # whether a verdict that is handed in has its sources copied
READER_WAIT_SECONDS = 2  # that a page or a program waits for a reader; what takes longer is left to a worker
READER_BYTES = 1_500_000_000  # of memory a reader may ask for

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "DENY"
if PUBLIC_URL.startswith("https://"):
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000
SILENCED_SYSTEM_CHECKS = [
    "security.W005",  # whether other subdomains speak https is not ours to say
    "security.W008",  # the proxy that ends https also sends people there
    "security.W021",  # a browser's preload list is a choice for the whole domain
]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    },
}

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "factcheck.tokens.PersonalToken",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PAGINATION_CLASS": "factcheck.api.KeysetPagination",
    "DEFAULT_SCHEMA_CLASS": "factcheck.api_schema.Described",
    "URL_FORMAT_OVERRIDE": None,
    "DEFAULT_THROTTLE_CLASSES": ["rest_framework.throttling.UserRateThrottle"],
    "DEFAULT_THROTTLE_RATES": {"user": "6000/hour"},
    "EXCEPTION_HANDLER": "factcheck.api.problem",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Fact-check workbench",
    "DESCRIPTION": "Articles, claims, reviews with verdicts and citations, imports and reports.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.IsAuthenticated"],
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "factcheck.api_schema.with_problems",
    ],
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "ENUM_NAME_OVERRIDES": {
        name: f"factcheck.api_schema.{name}s"
        for name in (
            *("State", "AnchorState", "DismissReason", "QuoteKind"),
            *("Channel", "ImportState", "RowState", "Outcome", "FeedState"),
            *("Level", "Rule", "SettableRule", "CorrectionKind", "EvidenceKind"),
            *("ListState", "BulkState", "PriorityName", "CopyState", "CopyChannel"),
        )
    },
}
MIGRATION_MODULES = {"knox": None}  # its own token table would stand empty beside ours
KNOX_TOKEN_MODEL = "factcheck.Token"  # noqa: S105
REST_KNOX = {"TOKEN_TTL": None, "TOKEN_LIMIT_PER_USER": 20, "AUTO_REFRESH": False}

CELERY_BROKER_URL = REDIS_URL or "folder://localhost"  # see factcheck/broker.py
CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, Any] = (
    {
        "visibility_timeout": 900,
        "unacked_restore_interval": 5,
        "unacked_restore_throttle": 1,
        "socket_connect_timeout": 3,
        "socket_keepalive": True,
        "max_retries": 1,  # nobody who imports waits for a queue that is away; the sweep asks again
        "interval_start": 0,
        "interval_step": 0.1,
        "interval_max": 0.1,
    }
    if REDIS_URL
    else {
        "data_folder_in": str(BROKER_DIR / "queue"),
        "data_folder_out": str(BROKER_DIR / "queue"),
        "control_folder": str(BROKER_DIR / "control"),
        "store_processed": False,
        "polling_interval": 0.05,
    }
)
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None  # a queue that is away is waited for
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_TIME_LIMIT = 600
CELERY_TASK_SOFT_TIME_LIMIT = 540
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TASK_PUBLISH_RETRY = False
CELERY_WORKER_ENABLE_REMOTE_CONTROL = False
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = False  # what is begun is ended; the fence guards
CELERY_BEAT_SCHEDULER = "celery.beat:Scheduler"  # in memory: nothing here is due less often than at every start
CELERY_BEAT_SCHEDULE = {
    "sweep-splits": {"task": "articles.tasks.sweep_splits", "schedule": 30.0, "options": {"expires": 25}},
    "sweep-imports": {"task": "articles.tasks.sweep_imports", "schedule": 30.0, "options": {"expires": 25}},
    "sweep-bulk": {"task": "reviews.tasks.sweep_bulk", "schedule": 30.0, "options": {"expires": 25}},
    "send-letters": {"task": "reviews.tasks.send_letters", "schedule": 30.0, "options": {"expires": 25}},
    "tell-source-changes": {
        "task": "reviews.tasks.tell_source_changes",
        "schedule": 60.0,
        "options": {"expires": 55},
    },
    "sweep-feeds": {"task": "articles.tasks.sweep_feeds", "schedule": 60.0, "options": {"expires": 55}},
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
