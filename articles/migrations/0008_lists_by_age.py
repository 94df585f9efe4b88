from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0007_merged'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name='claim',
            index=models.Index(fields=['triage', 'id'], name='claim_by_age'),
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(fields=['at'], name='event_by_time'),
        ),
    ]
