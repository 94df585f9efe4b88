"""Index evidence by the first characters alone: PostgreSQL takes no longer ones."""

from django.db import migrations, models

from reviews.models.evidence import Beginning


class Migration(migrations.Migration):
    dependencies = [("reviews", "0001_initial")]

    operations = [
        migrations.RemoveIndex(model_name="evidence", name="evidence_by_url"),
        migrations.RemoveIndex(model_name="evidence", name="evidence_by_title"),
        migrations.AddIndex(
            model_name="evidence",
            index=models.Index(Beginning("url"), name="evidence_by_url"),
        ),
        migrations.AddIndex(
            model_name="evidence",
            index=models.Index(Beginning("title"), name="evidence_by_title"),
        ),
    ]
