"""The one settings file. No variable is mandatory; docs/running.md lists them."""

import os
from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from actionplans import addresses, environment, filemodes
from actionplans.filestores import choice

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = environment.data_dir(BASE_DIR)

SITE_URL = os.environ.get("SITE_URL", "").rstrip("/")
"""Where people reach the application, such as https://plans.example.gov.uk; https turns the secure cookies on."""
if SITE_URL and not SITE_URL.startswith(("https://", "http://")):
    raise ImproperlyConfigured(f"SITE_URL is “{SITE_URL}”. Begin it with https://.")
SITE_HOST = SITE_URL.split("//")[-1].split("/")[0].split(":")[0]
IS_HTTPS = SITE_URL.startswith("https://")

SECRET_KEY = environment.secret_key(DATA_DIR)
DEBUG = environment.flag("DEBUG")
ALLOWED_HOSTS = environment.words("ALLOWED_HOSTS") or [
    host for host in ("localhost", "127.0.0.1", "[::1]", SITE_HOST) if host
]
CSRF_TRUSTED_ORIGINS = [SITE_URL] if SITE_URL else []
PORT = environment.number("PORT", 8000)
WEB_CONCURRENCY = max(environment.number("WEB_CONCURRENCY", environment.processes()), 1)
WEB_THREADS = max(environment.number("WEB_THREADS", environment.THREADS), 1)
WEB_MAX_REQUESTS = environment.number("WEB_MAX_REQUESTS", 2_000)
WEB_MAX_MEMORY = environment.number("WEB_MAX_MEMORY", 150)
"""After so many requests, or holding so many megabytes, a process is replaced by a new one: what a large paper took is
not given back otherwise."""
PROXIES = addresses.proxies(environment.words("TRUSTED_PROXIES"), default=1 if environment.flag("BEHIND_PROXY") else 0)
"""Whose word is taken for where a request came from."""

INSTALLED_APPS = [
    "whitenoise.runserver_nostatic",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "csp",
    "django_filters",
    "django_tasks",
    "django_tasks_db",
    "simple_history",
    "actionplans",
    "plans",
    "audits",
    "reports",
]

MIDDLEWARE = [
    "actionplans.middleware.NumberRequests",
    "actionplans.middleware.WatchOutcome",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "actionplans.middleware.Sessions",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "actionplans.middleware.GuardWhatLeaves",
    "actionplans.middleware.EndOldSessions",
    "actionplans.middleware.KeepWhatWasTyped",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "actionplans.middleware.AskForSecondFactor",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "actionplans.middleware.RefuseNonsense",
]

ROOT_URLCONF = "actionplans.urls"
WSGI_APPLICATION = "actionplans.wsgi.application"

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
                "actionplans.frame.frame",
            ],
            "builtins": ["plans.templatetags.words", "plans.templatetags.exemptions"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = {"default": environment.database(DATA_DIR)}
filemodes.keep_private(DATA_DIR, environment.sqlite_file(DATABASES["default"]))
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
}
"""Of more entries than that some are forgotten, workers' signs and limits among them: somebody who guesses, each time
at another account, should not come so far in a day."""

TASKS = {"default": {"BACKEND": environment.tasks(), "QUEUES": ["default"]}}
"""Work that outlasts a request: done in the request itself unless TASKS is "database", which `manage.py serve` sets."""

AUTH_USER_MODEL = "plans.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS: list[dict] = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
AUTH_PASSWORD_VALIDATORS[1]["OPTIONS"] = {"min_length": 12}
CSRF_FAILURE_VIEW = "actionplans.views.stale"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "actionplans.accounts.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_FORMS = {
    "change_password": "actionplans.accountforms.ChangePassword",
    "set_password": "actionplans.accountforms.SetPassword",
    "reset_password": "actionplans.accountforms.ForgottenPassword",
    "reset_password_from_key": "actionplans.accountforms.PasswordByMail",
    "reauthenticate": "actionplans.accountforms.Reauthenticate",
    "request_login_code": "actionplans.accountforms.AskForCode",
    "confirm_login_code": "actionplans.accountforms.CodeByMail",
}
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
"""Seconds: the mail has to come first."""
ACCOUNT_RATE_LIMITS = {
    "login": "300/m/ip",
    "login_failed": "100/m/ip",
    "reset_password": "60/m/ip,5/m/key",
    "request_login_code": "60/m/ip",
}
"""A whole council may come from one address. How often one account is tried is for `actionplans.throttle`."""

MFA_ADAPTER = "actionplans.secondfactor.MFAAdapter"
MFA_FORMS = {
    "authenticate": "actionplans.accountforms.Code",
    "reauthenticate": "actionplans.accountforms.CodeAgain",
    "activate_totp": "actionplans.accountforms.FirstCode",
}
MFA_ALLOW_UNVERIFIED_EMAIL = True
"""Addresses are given by administrators, so none waits to be verified."""
MFA_TOTP_ISSUER = "Action Plans"
MFA_TOTP_TOLERANCE = 1
"""A telephone's clock may be half a minute off."""
SECOND_FACTOR_POLICY = environment.policy("REQUIRE_SECOND_FACTOR")
"""Who must have a second factor; "officers" means administrators and officers. Empty: as an administrator has said."""

SOCIALACCOUNT_ADAPTER = "actionplans.councilaccount.SocialAccountAdapter"
SOCIALACCOUNT_PROVIDERS = environment.openid()
SOCIALACCOUNT_LOGIN_ON_GET = True
"""A link, not a form: the content security policy lets forms lead to this site only."""
INVITATION_DAYS = environment.number("INVITATION_DAYS", 7)

SESSION_IDLE = timedelta(minutes=environment.number("SESSION_IDLE_MINUTES", 60))
SESSION_LONGEST = timedelta(hours=environment.number("SESSION_HOURS", 12))
"""A session ends when nothing is asked for so long, and after so long in any case."""
SESSION_COOKIE_AGE = int(SESSION_LONGEST.total_seconds())
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if IS_HTTPS else 0
SECURE_SSL_REDIRECT = environment.flag("SSL_REDIRECT")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if environment.flag("BEHIND_PROXY") else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = False
USE_TZ = True
DATE_FORMAT = "j F Y"

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir(exist_ok=True)
WHITENOISE_USE_FINDERS = True

EVIDENCE_DIR = DATA_DIR / "evidence"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    "evidence": choice.files(),
}
EVIDENCE_MAX_BYTES = 20 * 1024 * 1024
UPLOAD_MAX_BYTES = 5 * EVIDENCE_MAX_BYTES
"""What the files of one request may weigh together; of more nothing is kept."""
FILE_UPLOAD_HANDLERS = [
    "plans.forms.upload_limits.BoundedUploads",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "plans.forms.upload_limits.TemporaryUploads",
]
CLAMD_HOST = os.environ.get("CLAMD_HOST", "")
CLAMD_PORT = environment.number("CLAMD_PORT", 3310)
CLAMD_SOCKET = os.environ.get("CLAMD_SOCKET", "")
"""The virus scanner that every uploaded file is shown to, if there is one: by address or by socket."""
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
"""Above what a person types: a narrative that is too long must come back to its form, not vanish."""
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
"""A later edition of 2,000 rows has several ticks for each, and a choice and a reason for what is gone."""
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700

globals().update(environment.mail())
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", "action-plans@localhost")

SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "actionplans.logbook.LogLine"}, "json": {"()": "actionplans.logbook.Json"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": environment.choice("LOG_FORMAT", ("line", "json"))}
    },
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        **{name: {"level": "ERROR"} for name in ("weasyprint", "fontTools")},
        "django_tasks": {"level": "WARNING"},
        "django.request": {"level": "ERROR"},  # what was refused stands in a line of our own, with the reason
    },
}
