from django.db import migrations, models


class Migration(migrations.Migration):
    """Acts that stand already keep the first form, and their digests: no row of theirs is written anew."""

    dependencies = [
        ("plans", "0048_documents_known_and_marked"),
    ]

    operations = [
        migrations.AddField(
            model_name="changeset",
            name="manifest_version",
            field=models.PositiveSmallIntegerField(db_default=1, default=1),
        ),
    ]
