import django.db.models.deletion
from django.db import migrations, models


def make_anew(apps, schema_editor):
    """They are derived: an action that `migrate` finds without a standing is given one, with all its columns."""
    apps.get_model("plans", "Standing").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [
        ("plans", "0050_claims_that_are_withdrawn"),
    ]

    operations = [
        migrations.RunPython(make_anew, make_anew),
        migrations.RemoveIndex(
            model_name="standing",
            name="standings_of_a_plan",
        ),
        migrations.AddField(
            model_name="standing",
            name="lead",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="plans.lead"
            ),
        ),
        migrations.AddField(
            model_name="standing",
            name="place",
            field=models.BigIntegerField(default=0),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="standing",
            name="ref",
            field=models.CharField(db_index=True, default="", max_length=80),
            preserve_default=False,
        ),
        migrations.AddIndex(
            model_name="standing",
            index=models.Index(fields=["plan", "current", "place"], name="standings_of_a_plan"),
        ),
    ]
