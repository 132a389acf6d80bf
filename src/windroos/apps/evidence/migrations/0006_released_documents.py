import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F


def release_what_is_public(apps, schema_editor):  # noqa: ARG001 (Django gives it)
    """Until now everyone could read a document once it was added: what is read now stays so."""
    documents = apps.get_model("evidence", "Document").objects.filter(current=True)
    documents.update(released=F("added"), released_by=F("added_by"))


class Migration(migrations.Migration):
    dependencies = [
        ("evidence", "0005_document_files"),
        ("regions", "0002_working_tool"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="document",
            name="released",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="document",
            name="released_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.UniqueConstraint(
                condition=models.Q(("released__isnull", False)),
                fields=("case", "source"),
                name="document_one_released",
            ),
        ),
        migrations.RunPython(release_what_is_public, migrations.RunPython.noop),
    ]
