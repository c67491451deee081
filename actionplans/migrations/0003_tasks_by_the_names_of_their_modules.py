"""Tasks that wait while the program is brought up to date go on: the queue names them by modules that have new names."""

from django.db import migrations

MODULES = {
    "plans.operations.drafts.committing": "plans.operations.imports.commit",
    "plans.operations.drafts.reading": "plans.operations.imports.task",
    "reports.operations.reminding": "reports.operations.reminders",
}


def rename(apps, schema_editor):
    tasks = apps.get_model("django_tasks_database", "DBTaskResult").objects
    for old, new in MODULES.items():
        for task in tasks.filter(task_path__startswith=f"{old}."):
            task.task_path = new + task.task_path.removeprefix(old)
            task.save(update_fields=["task_path"])


class Migration(migrations.Migration):
    dependencies = [
        ("actionplans", "0002_where_people_sign_in"),
        ("django_tasks_database", "0021_conditional_partial_index_ordering"),
    ]

    operations = [migrations.RunPython(rename, migrations.RunPython.noop)]
