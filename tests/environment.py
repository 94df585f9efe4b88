"""The environment of the tests, set before Django reads it: own data folder, SQLite unless told otherwise."""

import os
import tempfile

os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="workbench-tests-")
for name in ("REDIS_URL", "PUBLIC_URL", "SECRET_KEY", "ALLOWED_HOSTS", "DEBUG", "EMAIL_HOST"):
    os.environ.pop(name, None)
if test_database := os.environ.get("TEST_DATABASE_URL", ""):
    os.environ["DATABASE_URL"] = test_database
else:
    os.environ.pop("DATABASE_URL", None)
