from django.db import DatabaseError, migrations, transaction

COLUMNS = (("plans_action", "text"), ("plans_progressupdate", "narrative"), ("plans_recommendation", "text"))


def index(apps, schema_editor):
    """On PostgreSQL an index by which words within texts are found; its extension comes with PostgreSQL, and the
    owner of a database may switch it on. Where that is not allowed, texts are read through instead."""
    connection = schema_editor.connection
    if connection.vendor != "postgresql":
        return
    try:
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    except DatabaseError:
        return
    with connection.cursor() as cursor:
        for table, column in COLUMNS:
            cursor.execute(f"CREATE INDEX {table}_words ON {table} USING gin (UPPER({column}) gin_trgm_ops)")


def no_index(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        with schema_editor.connection.cursor() as cursor:
            for table, _column in COLUMNS:
                cursor.execute(f"DROP INDEX IF EXISTS {table}_words")


class Migration(migrations.Migration):
    dependencies = [("plans", "0051_printed_order_reference_and_first_lead")]

    operations = [migrations.RunPython(index, no_index)]
