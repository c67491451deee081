from django.db import migrations, models
from django.db.models import Exists, OuterRef, Q


def tell(apps, schema_editor):
    """As `plans.rules.standing` derives it: another lead is assigned than the one named first."""
    assigned = apps.get_model("plans", "Assignment").objects.filter(Q(step=None) | Q(step__withdrawn=False))
    others = assigned.filter(withdrawn=False, action=OuterRef("action")).exclude(lead=OuterRef("lead"))
    apps.get_model("plans", "Standing").objects.filter(Exists(others)).update(shared=True)


class Migration(migrations.Migration):
    dependencies = [("plans", "0069_more_words_found_by_an_index")]

    operations = [
        migrations.AddField(
            model_name="standing",
            name="shared",
            field=models.BooleanField(default=False),
            preserve_default=False,
        ),
        migrations.RunPython(tell, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="standing",
            index=models.Index(condition=Q(shared=True), fields=["plan"], name="shared_actions_of_a_plan"),
        ),
    ]
