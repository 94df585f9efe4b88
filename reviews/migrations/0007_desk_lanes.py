import reviews.workflow
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0008_lists_by_age'),
        ('reviews', '0006_publishers_rule'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name='review',
            index=models.Index(condition=models.Q(('returned_at__isnull', False), ('state', reviews.workflow.State['OPEN'])), fields=['assigned_to', '-returned_at'], name='review_returned'),
        ),
        migrations.AddIndex(
            model_name='review',
            index=models.Index(condition=models.Q(('policy', reviews.workflow.Policy['BLIND_DOUBLE']), ('state', reviews.workflow.State['AWAITING_SECOND'])), fields=['-priority', 'due_key', '-worth', 'id', 'author', 'assigned_to'], name='review_blind_queue'),
        ),
        migrations.AddIndex(
            model_name='review',
            index=models.Index(condition=models.Q(('policy', reviews.workflow.Policy['SECOND_LOOK']), ('state', reviews.workflow.State['AWAITING_SECOND'])), fields=['due_key', 'article', 'id', 'author'], name='review_second_looks'),
        ),
        migrations.AddIndex(
            model_name='review',
            index=models.Index(condition=models.Q(('policy', reviews.workflow.Policy['BLIND_DOUBLE']), ('state__in', (reviews.workflow.State['OPEN'], reviews.workflow.State['IN_REVIEW'], reviews.workflow.State['AWAITING_SECOND'], reviews.workflow.State['SECOND_REVIEW']))), fields=['claim', 'round'], name='review_blind_open'),
        ),
    ]
