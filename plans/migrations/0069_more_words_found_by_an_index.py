from django.db import migrations

COLUMNS = (
    ("plans_action", "expected_evidence"),
    ("plans_action", "outcome"),
    ("plans_assignment", "printed"),
    ("plans_decision", "reason"),
    ("plans_evidence", "title"),
    ("plans_extension", "reason"),
)


def index(apps, schema_editor):
    """The index of 0052 on every other text in which words are looked for: one text without it has the database read
    the whole table. Where the extension was not allowed, texts are read through as before."""
    connection = schema_editor.connection
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm'")
        if cursor.fetchone() is None:
            return
        for table, column in COLUMNS:
            name = f"{table}_{column}_words"
            cursor.execute(f"CREATE INDEX {name} ON {table} USING gin (UPPER({column}) gin_trgm_ops)")


def no_index(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        with schema_editor.connection.cursor() as cursor:
            for table, column in COLUMNS:
                cursor.execute(f"DROP INDEX IF EXISTS {table}_{column}_words")


class Migration(migrations.Migration):
    dependencies = [("plans", "0068_what_members_ask")]

    operations = [migrations.RunPython(index, no_index)]
