"""Sections, columns, sources, leads and dates are withdrawn with a reason, as actions are; a place among columns is
given by the verbs, because a withdrawn column keeps its own."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("plans", "0002_import_drafts"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="column",
            name="one_column_a_place",
        ),
        migrations.AddField(
            model_name="assignment",
            name="withdrawn_reason",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="column",
            name="withdrawn",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="column",
            name="withdrawn_reason",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="historicalassignment",
            name="withdrawn_reason",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="historicalcolumn",
            name="withdrawn",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="historicalcolumn",
            name="withdrawn_reason",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="historicalrecommendationfinding",
            name="withdrawn",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="historicalrecommendationsource",
            name="withdrawn",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="historicalsection",
            name="withdrawn",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="historicalsection",
            name="withdrawn_reason",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="historicalsource",
            name="withdrawn",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="historicalsource",
            name="withdrawn_reason",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="historicaltimescale",
            name="withdrawn_reason",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="recommendationfinding",
            name="withdrawn",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="recommendationsource",
            name="withdrawn",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="section",
            name="withdrawn",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="section",
            name="withdrawn_reason",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="source",
            name="withdrawn",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="source",
            name="withdrawn_reason",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="timescale",
            name="withdrawn_reason",
            field=models.TextField(blank=True),
        ),
    ]
