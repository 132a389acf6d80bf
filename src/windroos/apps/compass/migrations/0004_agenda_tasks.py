"""Tasks of the evidence agenda: who finds out what."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("compass", "0003_packages_handed_in"),
        ("regions", "0002_working_tool"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AgendaTask",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("role", models.CharField(max_length=400)),
                ("theme", models.CharField(blank=True, max_length=400)),
                ("region", models.CharField(max_length=120)),
                (
                    "kind",
                    models.CharField(
                        choices=[("leaf", "criterion"), ("precondition", "precondition")],
                        max_length=12,
                    ),
                ),
                ("subject", models.CharField(max_length=400)),
                ("evidence", models.JSONField(default=list)),
                ("due", models.DateField(null=True)),
                ("note", models.TextField(blank=True)),
                (
                    "status",
                    models.CharField(
                        choices=[("open", "open"), ("done", "done"), ("dropped", "dropped")],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                ("made", models.DateTimeField(default=django.utils.timezone.now)),
                ("changed", models.DateTimeField(default=django.utils.timezone.now)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "assignee",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="agenda_tasks",
                        to="regions.case",
                    ),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": (models.OrderBy(models.F("due"), nulls_last=True), "pk"),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status", "open")),
                        fields=("case", "role", "theme", "region", "kind", "subject"),
                        name="agenda_task_one_open",
                    )
                ],
            },
        ),
    ]
