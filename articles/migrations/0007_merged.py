"""Three more reasons why a claim is not checked by itself: merged, the same as another, added and taken back."""

from django.db import migrations, models

REASONS = [
    *("not_checkable", "opinion", "prediction", "common_knowledge", "out_of_scope", "checked_in_parts"),
    *("checked_whole", "merged", "same_as", "taken_back"),
]


class Migration(migrations.Migration):
    dependencies = [("articles", "0006_feeds")]
    operations = [
        migrations.AlterField(
            model_name="claim",
            name="dismiss_reason",
            field=models.CharField(blank=True, choices=[(one, one) for one in REASONS], max_length=20),
        ),
    ]
