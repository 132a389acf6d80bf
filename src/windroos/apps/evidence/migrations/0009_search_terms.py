"""Passages are found by index terms, which this makes for those that are there."""

from django.db import migrations, models

from windroos.link.search import index, index_mark


def make_terms(apps, _schema_editor):
    Passage = apps.get_model("evidence", "Passage")
    last = 0
    while some := list(Passage.objects.filter(pk__gt=last).order_by("pk")[:1000]):
        for passage in some:
            heading = [passage.section] if passage.section and passage.paragraph == 1 else []
            passage.terms = index("\n".join([*heading, passage.text]))
        Passage.objects.bulk_update(some, ["terms"])
        last = some[-1].pk
    apps.get_model("evidence", "Document").objects.update(indexed=index_mark())


class Migration(migrations.Migration):
    dependencies = [
        ("evidence", "0008_quantities"),
    ]

    operations = [
        migrations.AddField(
            model_name="document",
            name="indexed",
            field=models.CharField(blank=True, max_length=16),
        ),
        migrations.AddField(
            model_name="passage",
            name="terms",
            field=models.TextField(blank=True),
        ),
        migrations.RemoveField(
            model_name="passage",
            name="folded",
        ),
        migrations.RunPython(make_terms, migrations.RunPython.noop),
    ]
