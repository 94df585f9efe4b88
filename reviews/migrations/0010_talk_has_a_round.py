from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0008_lists_by_age'),
        ('reviews', '0009_talk_before_a_round'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='comment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('claim', None), ('round', None)), models.Q(('claim__isnull', False), ('round__isnull', False)), _connector='OR'), name='comment_round_with_claim'),
        ),
    ]
