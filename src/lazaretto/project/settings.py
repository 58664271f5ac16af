"""Settings: what differs between installations comes from the environment, the rest is stated here.

LAZARETTO_HOSTS          names under which the house is reached, by commas (loopback only by default)
LAZARETTO_HTTPS          1: cookies over https only, redirect, HSTS. Default: 1 unless all hosts are loopback
LAZARETTO_HSTS_SECONDS   how long a browser must insist on https (a year)
LAZARETTO_PROXY          1: trust X-Forwarded-Proto, and the last X-Forwarded-For, of the proxy in front
LAZARETTO_IDLE_MINUTES   a session ends after so long without a person's act (30)
LAZARETTO_LOCK           roles whose desk is locked instead, after how many minutes, by commas
                         (gate_officer=15,duty_officer=15)
LAZARETTO_SECOND_FACTOR  roles that must have a second factor, by commas (leaders and administrators)
LAZARETTO_OIDC_ISSUER    an OpenID provider by which people may sign in too, https://id.example.cn (none); its
                         authorisation page must lie at the same host
LAZARETTO_OIDC_CLIENT    what the provider calls this house (lazaretto)
LAZARETTO_OIDC_SECRET    the secret it gave; a file of that one line is better (oidc.secret beside the data)
LAZARETTO_OIDC_CLAIM     which claim of its is the staff number (preferred_username)
LAZARETTO_OIDC_ACR       its values of acr that count as a second factor, by commas (none; amr mfa does)
LAZARETTO_OIDC_NAME      what the button calls it (the issuer’s host)
LAZARETTO_SETUP_DAYS     a one-time secret for a first sign-in is good for so many days (10)
LAZARETTO_STATION_DAYS   a gate's station is enrolled anew after so many days (30)
LAZARETTO_CAMERAS        the file with names and passwords of gate cameras (cameras.json beside the data)
LAZARETTO_PLANS          how many rosters are worked out at once, each in a process of its own (2)
LAZARETTO_PLAN_SECONDS   how long the planner looks for a better roster at most (60)
LAZARETTO_WHAT_IFS       how many questions the twin answers at once, each in a process of its own (2)
LAZARETTO_WHAT_IF_SECONDS  how long the twin takes for one at most; what it has by then is the answer (300)
LAZARETTO_TRUST_LIST     whose health credentials are believed: a signed file (trust-list.jws beside the data)
LAZARETTO_TRUST_PUBLISHERS  who may sign that file: Ed25519 public keys in base64url, by commas (nobody)
LAZARETTO_DRAW_SECRET    the secret from which looks at gates are drawn (draw.key beside the data)
LAZARETTO_NOTIFY         where messages may go, by commas: wecombot, dingtalk, feishu, lark, or scheme:host,
                         with or without a port, as mailtos:mail.example.org,json:127.0.0.1:9000 (nowhere)
LAZARETTO_NOTIFY_MAIL    the mail server for plain e-mail addresses, as mailtos://user:password@host?from=…; a
                         file of that one line is better (notify-mail.url beside the data)
LAZARETTO_NOTIFY_DOMAINS the domains of the mailboxes that mail may go to, by commas: police.example.cn (none)
LAZARETTO_ADDRESS        under which address people reach the house; stands in every message (the first host)
LAZARETTO_CERTIFICATE    the certificate of the proxy in front, as PEM: so its end is seen in time
LAZARETTO_NODE           the name of this node: stands with every fact that it was the first to hold (centre)
LAZARETTO_LEDGER_NAME    the name under which this node signs its log (lazaretto.invalid/ and the node's name)
LAZARETTO_LEDGER_SECRET  the secret of the key that signs it (ledger.key beside the data)
LAZARETTO_WITNESSES      the file (C2SP tlog-policy) with the witnesses that are asked to sign its log too, by
                         their addresses, and how many of them readers shall ask for (witnesses.policy beside
                         the data; where there is none, nobody is asked)
LAZARETTO_PEERS          the file that names the nodes which this one follows (peers.json beside the data)
LAZARETTO_PEERS_SECONDS  how often they are asked for what is new (30)
LAZARETTO_PEERS_RED_HOURS  after how long without a word from one it is red in the self-watch (24)
LAZARETTO_ALGORITHMS     intl, or sm: seal with SM4, sign roots of the log with SM2 too, print SM3 too (intl)
LAZARETTO_METRICS_TOKEN  who shows it may read /metrics, 20 signs or more; a file of that one line is better
                         (metrics.token beside the data). Without one nobody may (none)
LAZARETTO_OTEL           a collector's address for OTLP over HTTP, as http://127.0.0.1:4318: it is told traces
                         and figures, without people and without places (nowhere)
LAZARETTO_WAL_ARCHIVE    a folder, best on another disk, for the write-ahead log of the embedded PostgreSQL:
                         `lazaretto restore --until` goes back by it to any instant since a backup (nowhere)
LAZARETTO_BACKUP_PASSPHRASE  a file of one line: the passphrase that seals the keys in a backup (asked for)
LAZARETTO_BACKUP_RECIPIENT   a public key to seal them to instead; its private half lies elsewhere (none)
LAZARETTO_LOG_LEVEL      DEBUG, INFO, WARNING, ERROR
"""

import os
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from lazaretto.project.folders import PACKAGE, assumptions_folder, protocols_folder, variable_folder
from lazaretto.project.logs import logging_settings
from lazaretto.project.secrets import kept_secret, said_in

LOOPBACK = {"127.0.0.1", "localhost", "[::1]"}


def listed(name: str, default: str) -> list[str]:
    """The values of a variable that holds several, by commas."""
    return [value.strip() for value in os.environ.get(name, default).split(",") if value.strip()]


def one_of(name: str, default: str, *others: str) -> str:
    """The value of a variable that may hold a few words only."""
    value = os.environ.get(name) or default
    if value not in (default, *others):
        raise ImproperlyConfigured(f"{name} is one of {', '.join((default, *others))}, not {value!r}")
    return value


def database(url: str) -> dict[str, object]:
    """Django's form of a ``DATABASE_URL``. ``?host=`` names a folder with a socket."""
    parts = urlsplit(url)
    query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", "") or parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        # A machine that is gone answers nothing at all: without these a request waits for minutes.
        "OPTIONS": {"connect_timeout": "5", "tcp_user_timeout": "30000", **query},
    }


VAR = variable_folder()
PROTOCOLS_DIR = protocols_folder()
ASSUMPTIONS_DIR = assumptions_folder()
# Whose health credentials are believed: a signed file, and the publishers who may sign it. By default nobody.
TRUST_LIST = Path(os.environ.get("LAZARETTO_TRUST_LIST") or VAR / "trust-list.jws")
TRUST_PUBLISHERS = tuple(listed("LAZARETTO_TRUST_PUBLISHERS", ""))
DEMO = os.environ.get("LAZARETTO_DEMO") == "1"
SERVING = os.environ.get("LAZARETTO_SERVING") == "1"  # act under the role that can only add
NODE = os.environ.get("LAZARETTO_NODE", "centre")
DEBUG = False

SECRET_KEY = os.environ.get("LAZARETTO_SECRET_KEY") or kept_secret(VAR / "secret.key")
DRAW_SECRET = os.environ.get("LAZARETTO_DRAW_SECRET") or kept_secret(VAR / "draw.key")  # drawn looks
CHANNEL_SECRET = os.environ.get("LAZARETTO_CHANNEL_SECRET") or kept_secret(VAR / "channels.key")
LEDGER_ERA = said_in(VAR / "ledger.era")  # a restored house may have had to begin its log anew
LEDGER_NAME = os.environ.get("LAZARETTO_LEDGER_NAME") or f"lazaretto.invalid/{NODE}"
LEDGER_NAME += f"/era-{LEDGER_ERA}" if LEDGER_ERA else ""
LEDGER_SECRET = os.environ.get("LAZARETTO_LEDGER_SECRET") or kept_secret(VAR / "ledger.key")
LEDGER_FORMER = said_in(VAR / "ledger.former")  # signs too, until everybody has the new key
LEDGER_FOLDER = VAR / "log"
# What was appended after the newest checkpoint could still be rewritten unseen: a minute of it at most, even
# if one pass of the publisher is missed.
LEDGER_EVERY = timedelta(seconds=30)
WITNESSES_FILE = Path(os.environ.get("LAZARETTO_WITNESSES") or VAR / "witnesses.policy")
PEERS_FILE = Path(os.environ.get("LAZARETTO_PEERS") or VAR / "peers.json")
MIRRORS_FOLDER = VAR / "mirrors"
CAMERAS_FILE = Path(os.environ.get("LAZARETTO_CAMERAS") or VAR / "cameras.json")
# Rosters being worked out: a folder each, thrown away after a day.
PLANS_DIR = VAR / "plans"
PLANS_AT_ONCE = int(os.environ.get("LAZARETTO_PLANS", "2"))
PLAN_SECONDS = float(os.environ.get("LAZARETTO_PLAN_SECONDS", "60"))
# Questions that the twin answers: a folder each, thrown away after a day.
WHAT_IFS_DIR = VAR / "what-ifs"
WHAT_IFS_AT_ONCE = int(os.environ.get("LAZARETTO_WHAT_IFS", "2"))
WHAT_IF_SECONDS = float(os.environ.get("LAZARETTO_WHAT_IF_SECONDS", "300"))
# Half of what nginx waits for an answer (proxy_read_timeout, 60 s): a person then has our words, not its own.
STATEMENT_SECONDS = 30.0
DATABASES = {"default": database(os.environ.get("DATABASE_URL", "postgresql:///lazaretto"))}
ALLOWED_HOSTS = listed("LAZARETTO_HOSTS", "127.0.0.1,localhost,[::1]")

INSTALLED_APPS = [
    "lazaretto.web",
    "lazaretto.project",
    "lazaretto.access",
    "lazaretto.ledger",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django_htmx",
    "django_cotton",
    "csp",
    "axes",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "ninja",  # its documentation page, from our own address
]
MIDDLEWARE = [
    "lazaretto.project.limits.FromProxy",
    "lazaretto.project.logs.RequestLog",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "lazaretto.project.limits.ReadingInTurn",  # nothing above it asks the database: who waits holds nothing
    "lazaretto.project.limits.SizeLimit",  # in the reader's language, and before anything reads the body
    "lazaretto.project.limits.PlainText",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "lazaretto.access.idling.IdleTimeout",
    "lazaretto.access.speaking.Language",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "lazaretto.access.guarding.Guard",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "lazaretto.project.urls"
CLOCK = "lazaretto.project.clock.now"  # the edges lie below it and ask for it by name
WSGI_APPLICATION = "lazaretto.project.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "lazaretto.web.surroundings.surroundings",
                "lazaretto.web.locking.lock_minutes",
                "lazaretto.project.signing_in.offered",
            ],
            "builtins": [
                "lazaretto.web.templatetags.numbering",
                "lazaretto.web.templatetags.punctuation",
            ],
        },
    }
]
USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = True
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("zh-hant", "繁體中文"), ("en", "English")]
LANGUAGE_COOKIE_SAMESITE = "Lax"
LOCALE_PATHS = [PACKAGE / "web" / "locale"]
STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False

# Accounts ----------------------------------------------------------------------------------------
AUTH_USER_MODEL = "access.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "lazaretto.project.signing_in.Adapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PRESERVE_USERNAME_CASING = True
# Passwords are guarded by the lock-out below, which outlives a restart; this one guards second factors.
ACCOUNT_RATE_LIMITS = {"login_failed": "60/m/ip,10/300s/key"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Lazaretto"
# Leaders and administrators; in the demo nobody, since it signs anyone in as anyone.
SECOND_FACTOR_ROLES = frozenset(
    listed(
        "LAZARETTO_SECOND_FACTOR",
        "" if DEMO else "leader,detachment_leader,system_admin,security_admin,audit_admin",
    )
)
# An OpenID provider by which people may sign in too. It says who somebody is; what they may is ours.
OIDC_ISSUER = os.environ.get("LAZARETTO_OIDC_ISSUER", "").rstrip("/")
OIDC_HOST = urlsplit(OIDC_ISSUER).netloc
OIDC_CLAIM = os.environ.get("LAZARETTO_OIDC_CLAIM", "preferred_username")
OIDC_ACR = frozenset(listed("LAZARETTO_OIDC_ACR", ""))
if OIDC_ISSUER and not OIDC_ISSUER.startswith("https://") and urlsplit(OIDC_ISSUER).hostname not in LOOPBACK:
    raise ImproperlyConfigured("LAZARETTO_OIDC_ISSUER: an OpenID provider is spoken to by https:// alone")
SOCIALACCOUNT_ADAPTER = "lazaretto.project.signing_in_elsewhere.Adapter"
OIDC_APPS: list[dict[str, object]] = [
    {
        "provider_id": "provider", "name": os.environ.get("LAZARETTO_OIDC_NAME") or OIDC_HOST,
        "client_id": os.environ.get("LAZARETTO_OIDC_CLIENT", "lazaretto"),
        "secret": os.environ.get("LAZARETTO_OIDC_SECRET") or said_in(VAR / "oidc.secret"),
        "settings": {"server_url": OIDC_ISSUER, "auth_params": {"prompt": "login"}},
    }
] if OIDC_ISSUER else []  # fmt: skip
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": OIDC_APPS}}
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "lazaretto.project.handlers.locked_out"
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

# Browsers ----------------------------------------------------------------------------------------
HTTPS = os.environ.get("LAZARETTO_HTTPS", "0" if set(ALLOWED_HOSTS) <= LOOPBACK else "1") == "1"
SESSION_IDLE = timedelta(minutes=float(os.environ.get("LAZARETTO_IDLE_MINUTES", "30")))
# PCI DSS 4.0, 8.2.8: whoever was idle for 15 minutes shows anew that it is they. At the desks of a shift,
# which several share, the session is locked and not ended (GB/T 22239-2019, 8.1.4.1 b).
LOCK_MINUTES = {
    role: float(minutes)
    for role, _, minutes in (one.partition("=") for one in listed(
        "LAZARETTO_LOCK", "" if DEMO else "gate_officer=15,duty_officer=15"
    ))
}  # fmt: skip
# NIST SP 800-63A, 4.4.1.6: a code for enrolling that is handed over on paper is good for ten days at most.
SETUP_LIFE = timedelta(days=float(os.environ.get("LAZARETTO_SETUP_DAYS", "10")))
# NIST SP 800-63B, 4.1.3: whoever has signed in signs in again at least once in 30 days, however active.
STATION_LIFE = timedelta(days=float(os.environ.get("LAZARETTO_STATION_DAYS", "30")))
SESSION_COOKIE_AGE = int(timedelta(hours=13).total_seconds())  # a twelve-hour shift and its handover
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^metrics$"]
SECURE_HSTS_SECONDS = int(os.environ.get("LAZARETTO_HSTS_SECONDS", "31536000")) if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
PROXY = os.environ.get("LAZARETTO_PROXY") == "1"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXY else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "lazaretto.project.handlers.csrf_failed"
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if host not in LOOPBACK and host != "*"]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # data: the QR code of a second factor
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF, *([f"{urlsplit(OIDC_ISSUER).scheme}://{OIDC_HOST}"] if OIDC_ISSUER else [])],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}

# Messages ----------------------------------------------------------------------------------------
# Deny by default: no message leaves the house but to places that are named here. The demo's end in a file.
NOTIFY_SINK = VAR / "notifications.jsonl" if DEMO else None
NOTIFY_TO = tuple(listed("LAZARETTO_NOTIFY", "sink" if DEMO else ""))
NOTIFY_MAIL = os.environ.get("LAZARETTO_NOTIFY_MAIL") or said_in(VAR / "notify-mail.url")
NOTIFY_DOMAINS = tuple(one.lower() for one in listed("LAZARETTO_NOTIFY_DOMAINS", ""))
ADDRESS = os.environ.get("LAZARETTO_ADDRESS") or f"{'https' if HTTPS else 'http'}://{ALLOWED_HOSTS[0]}"
# State Council, notice on reporting emergencies, 31 July 2015, 1: by telephone within 30 minutes.
NOTIFY_URGENT = timedelta(minutes=float(os.environ.get("LAZARETTO_NOTIFY_URGENT_MINUTES", "30")))
# The rest may wait for the next watch, whose handover names it: watches last up to twelve hours (M30).
NOTIFY_OTHER = timedelta(hours=float(os.environ.get("LAZARETTO_NOTIFY_OTHER_HOURS", "12")))
# The same notice, 1: in writing within an hour. What comes up in between is one message.
NOTIFY_GATHER = timedelta(minutes=float(os.environ.get("LAZARETTO_NOTIFY_GATHER_MINUTES", "60")))
# A channel that failed rests for one pass, then twice as long each time, up to RFC 5321 §4.5.4.1's half hour.
NOTIFY_EVERY = timedelta(seconds=float(os.environ.get("LAZARETTO_NOTIFY_EVERY_SECONDS", "60")))
NOTIFY_REST = timedelta(minutes=30)

# Other nodes -------------------------------------------------------------------------------------
# As often as the log is signed: what is not signed yet is not told.
PEERS_EVERY = timedelta(seconds=float(os.environ.get("LAZARETTO_PEERS_SECONDS", "30")))
# One that is away is asked after one pass, then after twice as long each time, up to the same half hour.
PEERS_REST = NOTIFY_REST
# A day without a word: the city's report of the day (M37) then lacks what the house stated.
PEERS_RED = timedelta(hours=float(os.environ.get("LAZARETTO_PEERS_RED_HOURS", "24")))

# Self-watch --------------------------------------------------------------------------------------
# prometheus/node_exporter, node-mixin: fsSpaceAvailableWarningThreshold and …CriticalThreshold, per cent.
WATCH_DISK_AMBER, WATCH_DISK_RED = 5.0, 3.0
# Let's Encrypt, integration guide: renew with a third of a certificate's 90 days left.
WATCH_CERTIFICATE = timedelta(days=30)
# A command for each day (M27) is late when a day and the two hours of a night's work have passed.
WATCH_DAILY = timedelta(hours=26)
# CIS Controls v8.1, safeguard 11.5: test backup recovery quarterly, or more frequently.
WATCH_REHEARSAL = timedelta(days=92)
# The pass is missed when it has not come for so many of its own intervals: one may fail, two may be slow.
WATCH_PASSES = 5
ALGORITHMS = one_of("LAZARETTO_ALGORITHMS", "intl", "sm")
METRICS_TOKEN = os.environ.get("LAZARETTO_METRICS_TOKEN") or said_in(VAR / "metrics.token")
OTEL = os.environ.get("LAZARETTO_OTEL", "")
CERTIFICATE = os.environ.get("LAZARETTO_CERTIFICATE", "")
PROBE = "lazaretto.project.probing.machine"  # the edges lie below it and ask for it by name

# Sizes -------------------------------------------------------------------------------------------
REQUEST_LIMIT = 4 * 1024 * 1024  # bytes of any request; a batch of 500 facts is about half a megabyte
DATA_UPLOAD_MAX_MEMORY_SIZE = REQUEST_LIMIT
FILE_UPLOAD_MAX_MEMORY_SIZE = REQUEST_LIMIT
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_NUMBER_FILES = 20

LOGGING_CONFIG = None
logging_settings(os.environ.get("LAZARETTO_LOG_LEVEL", "WARNING" if DEMO else "INFO"))
SILENCED_SYSTEM_CHECKS: list[str] = []
