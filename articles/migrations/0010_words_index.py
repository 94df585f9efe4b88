"""On PostgreSQL an index by which claims are found by any part of a word, where the database may have it.

`pg_trgm` comes with PostgreSQL and is trusted: whoever owns the database may switch it on. Where that is not so, words
are found as before, by looking through the claims.
"""

from django.db import DatabaseError, migrations, transaction

INDEX = "claim_words"
EXTENSION = "pg_trgm"


def make_index(apps, schema_editor):
    connection = schema_editor.connection
    if connection.vendor != "postgresql":
        return
    try:
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            cursor.execute(f"CREATE EXTENSION IF NOT EXISTS {EXTENSION}")
            cursor.execute(
                f"CREATE INDEX IF NOT EXISTS {INDEX} ON articles_claim USING gin"
                " (UPPER(statement::text) gin_trgm_ops, UPPER(claimant::text) gin_trgm_ops)"
            )
    except DatabaseError:
        return


def drop_index(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP INDEX IF EXISTS {INDEX}")


class Migration(migrations.Migration):
    dependencies = [("articles", "0009_feed_history")]

    operations = [migrations.RunPython(make_index, drop_index)]
