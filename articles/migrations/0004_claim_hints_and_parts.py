import articles.terms
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0003_split_tries'),
    ]

    operations = [
        migrations.AddField(
            model_name='claim',
            name='hints',
            field=models.JSONField(blank=True, default=dict, editable=False),
        ),
        migrations.AddField(
            model_name='claim',
            name='part_of',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='articles.claim'),
        ),
        migrations.AlterField(
            model_name='claim',
            name='dismiss_reason',
            field=models.CharField(blank=True, choices=[(articles.terms.DismissReason['NOT_CHECKABLE'], articles.terms.DismissReason['NOT_CHECKABLE']), (articles.terms.DismissReason['OPINION'], articles.terms.DismissReason['OPINION']), (articles.terms.DismissReason['PREDICTION'], articles.terms.DismissReason['PREDICTION']), (articles.terms.DismissReason['COMMON_KNOWLEDGE'], articles.terms.DismissReason['COMMON_KNOWLEDGE']), (articles.terms.DismissReason['OUT_OF_SCOPE'], articles.terms.DismissReason['OUT_OF_SCOPE']), (articles.terms.DismissReason['CHECKED_IN_PARTS'], articles.terms.DismissReason['CHECKED_IN_PARTS']), (articles.terms.DismissReason['CHECKED_WHOLE'], articles.terms.DismissReason['CHECKED_WHOLE'])], max_length=20),
        ),
        migrations.AlterField(
            model_name='claim',
            name='origin',
            field=models.CharField(choices=[(articles.terms.Origin['MACHINE'], articles.terms.Origin['MACHINE']), (articles.terms.Origin['HUMAN'], articles.terms.Origin['HUMAN']), (articles.terms.Origin['PART'], articles.terms.Origin['PART'])], max_length=12),
        ),
    ]
