from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("plans", "0060_papers_that_a_worker_makes"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="action",
            index=models.Index(
                condition=models.Q(("withdrawn", True)), fields=["recommendation"], name="withdrawn_actions"
            ),
        ),
        migrations.AddIndex(
            model_name="assignment",
            index=models.Index(
                condition=models.Q(("withdrawn", True)), fields=["action"], name="withdrawn_assignments"
            ),
        ),
        migrations.AddIndex(
            model_name="recommendation",
            index=models.Index(
                condition=models.Q(("withdrawn", True)), fields=["section"], name="withdrawn_recommendations"
            ),
        ),
        migrations.AddIndex(
            model_name="timescale",
            index=models.Index(condition=models.Q(("withdrawn", True)), fields=["action"], name="withdrawn_timescales"),
        ),
    ]
