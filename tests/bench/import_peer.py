"""django-import-export behind one door: a .csv and a database in, seconds and memory out.

Runs in an environment of its own, without the project: `python -I import_peer.py SHEET DATABASE WAY > ANSWER`. DATABASE
is a file for SQLite or a postgres:// address of an empty database. WAY is `preview`, as on its admin page: a dry run
that is shown, then the import, each row looked for by its address; or `bulk`: a thousand rows at a time, nothing looked
for and nothing shown. The answer is JSON: {"seconds": from the file to the last row stored, "processor": seconds of the
processor, "megabytes": peak of the process, "rows": rows there now}.
"""

import json
import resource
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

import django
from django.conf import settings

FIELDS = ("headline", "byline", "publisher", "url", "published_on", "text")


def database(address: str) -> dict[str, object]:
    if not address.startswith("postgres://"):
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": address}
    parts = urlsplit(address)
    own = {"HOST": parts.hostname, "PORT": parts.port, "USER": parts.username, "NAME": parts.path.lstrip("/")}
    return {"ENGINE": "django.db.backends.postgresql", **own}


def measure(sheet: Path, way: str) -> dict[str, float]:
    """Import the sheet into a table like that of the project's articles and versions together."""
    from django.db import connection, models
    from import_export import resources
    from tablib import Dataset

    class Piece(models.Model):
        headline = models.CharField(max_length=500)
        byline = models.CharField(max_length=300, blank=True)
        publisher = models.CharField(max_length=200, blank=True)
        url = models.URLField(max_length=2000, blank=True, db_index=True)
        published_on = models.DateField(null=True)
        text = models.TextField()

        class Meta:
            app_label = "import_export"  # one that is installed

    class PieceResource(resources.ModelResource):
        class Meta:
            model = Piece
            fields = FIELDS
            import_id_fields = ["url"] if way == "preview" else []
            force_init_instance = use_bulk = way == "bulk"
            batch_size = 1000

    with connection.schema_editor() as editor:
        editor.create_model(Piece)
    began, spent = time.perf_counter(), time.process_time()
    data = Dataset().load(sheet.read_text(encoding="utf-8"), format="csv")
    if way == "preview":
        PieceResource().import_data(data, dry_run=True, raise_errors=True)
    result = PieceResource().import_data(data, dry_run=False, raise_errors=True)
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    if result.has_errors() or result.has_validation_errors():
        sys.exit("Some rows were not imported.")
    processor = time.process_time() - spent
    return {"seconds": seconds, "processor": processor, "megabytes": peak, "rows": Piece.objects.count()}


if __name__ == "__main__":
    import csv

    csv.field_size_limit(10_000_000)
    settings.configure(
        DATABASES={"default": database(sys.argv[2])},
        INSTALLED_APPS=["import_export"],
        USE_TZ=True,
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    )
    django.setup()
    json.dump(measure(Path(sys.argv[1]), sys.argv[3]), sys.stdout)
