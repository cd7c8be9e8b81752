"""Settings of the test suite: the real ones with quick hashing, plain static files and a private data folder."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

os.environ.setdefault("SECRET_KEY", "only-for-tests-" + "0" * 40)
os.environ.setdefault("PORTAL_HTTPS", "0")
# No test reaches the broker of this machine: those that need one start their own.
os.environ.setdefault("REDIS_URL", "redis+socket:///nonexistent/portal.sock")
# Each process that runs tests has its own folder; those it starts (a worker, a command) share it.
if "PORTAL_DATA_DIR" not in os.environ or os.environ.get("PORTAL_TEST_RUNNER") not in {
    None,
    os.environ.get("PYTEST_XDIST_WORKER", "alone"),
}:
    os.environ["PORTAL_TEST_RUNNER"] = os.environ.get("PYTEST_XDIST_WORKER", "alone")
    os.environ["PORTAL_DATA_DIR"] = tempfile.mkdtemp(prefix="portal-test-")
    atexit.register(shutil.rmtree, os.environ["PORTAL_DATA_DIR"], ignore_errors=True)

from portal.settings import *  # noqa: F403
from portal.settings import DATA_DIR, DATABASES, STORAGES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True

# A file, not memory: the real worker of the tests opens the same database from another process.
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["TEST"] = {"NAME": str(Path(DATA_DIR) / "test.sqlite3")}
else:
    DATABASES["default"]["TEST"] = {"TEMPLATE": os.environ.get("PORTAL_TEST_TEMPLATE", "template1")}
