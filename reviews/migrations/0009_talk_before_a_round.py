"""What was said about claims before anybody chose them belongs to their first round."""

from django.db import migrations

FIRST_ROUND = 1


def give_a_round(apps, schema_editor):
    comments = apps.get_model("reviews", "Comment").objects
    comments.filter(claim__isnull=False, round=None).update(round=FIRST_ROUND)


class Migration(migrations.Migration):
    dependencies = [("reviews", "0008_news_of_agreement")]

    operations = [migrations.RunPython(give_a_round, migrations.RunPython.noop, elidable=True)]
