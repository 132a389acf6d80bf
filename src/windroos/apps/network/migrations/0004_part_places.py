from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def place(apps, schema_editor):  # noqa: ARG001
    """Gives the roles that are there the place of their organisation."""
    part = apps.get_model("network", "Part")
    organisation = apps.get_model("network", "Organisation")
    own = organisation.objects.filter(pk=OuterRef("organisation"))
    names = ("country", "region", "latitude", "longitude")
    part.objects.update(**{name: Subquery(own.values(name)) for name in names})


class Migration(migrations.Migration):
    dependencies = [
        ("network", "0003_register"),
    ]

    operations = [
        migrations.AddField(
            model_name="part",
            name="country",
            field=models.CharField(max_length=2, null=True),
        ),
        migrations.AddField(
            model_name="part",
            name="region",
            field=models.CharField(max_length=10, null=True),
        ),
        migrations.AddField(
            model_name="part",
            name="latitude",
            field=models.FloatField(null=True),
        ),
        migrations.AddField(
            model_name="part",
            name="longitude",
            field=models.FloatField(null=True),
        ),
        migrations.RunPython(place, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="part",
            index=models.Index(
                fields=[
                    "case",
                    "organisation",
                    "latitude",
                    "longitude",
                    "region",
                    "country",
                    "area",
                    "category",
                ],
                name="part_on_map",
            ),
        ),
    ]
