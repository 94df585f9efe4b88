"""Beat, sparing: sends the periodic jobs by name and loads neither the apps nor Celery's command line.

`python -m factcheck.clock` is what `up` starts; `celery --app factcheck beat` does the same with 40 MB more.
"""

from celery import Celery
from celery.apps.beat import Beat

app = Celery("clock", fixups=frozenset())
app.config_from_object("factcheck.settings", namespace="CELERY")

if __name__ == "__main__":
    Beat(app=app, quiet=True, loglevel="WARNING").run()
