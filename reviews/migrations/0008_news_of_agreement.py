import reviews.terms
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('reviews', '0007_desk_lanes'),
    ]

    operations = [
        migrations.AlterField(
            model_name='notification',
            name='news',
            field=models.CharField(choices=[(reviews.terms.News['MENTIONED'], reviews.terms.News['MENTIONED']), (reviews.terms.News['REPLIED'], reviews.terms.News['REPLIED']), (reviews.terms.News['ASSIGNED'], reviews.terms.News['ASSIGNED']), (reviews.terms.News['TAKEN_OVER'], reviews.terms.News['TAKEN_OVER']), (reviews.terms.News['RETURNED'], reviews.terms.News['RETURNED']), (reviews.terms.News['APPROVED'], reviews.terms.News['APPROVED']), (reviews.terms.News['DISPUTED'], reviews.terms.News['DISPUTED']), (reviews.terms.News['AGREED'], reviews.terms.News['AGREED']), (reviews.terms.News['SETTLED'], reviews.terms.News['SETTLED']), (reviews.terms.News['REOPENED'], reviews.terms.News['REOPENED']), (reviews.terms.News['AMENDED'], reviews.terms.News['AMENDED']), (reviews.terms.News['CORRECTED'], reviews.terms.News['CORRECTED']), (reviews.terms.News['SOURCE_CHANGED'], reviews.terms.News['SOURCE_CHANGED'])], max_length=20),
        ),
    ]
