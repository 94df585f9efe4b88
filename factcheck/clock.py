"""The application beat runs: it sends the periodic jobs by name, so it loads neither Django nor the apps."""

from celery import Celery

app = Celery("clock", fixups=frozenset())
app.config_from_object("factcheck.settings", namespace="CELERY")
