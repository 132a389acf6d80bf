"""A file that was handed in may be a package, which is of no case yet."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("regions", "0002_working_tool"),
        ("compass", "0002_working_tool"),
    ]

    operations = [
        migrations.AlterField(
            model_name="upload",
            name="case",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="uploads",
                to="regions.case",
            ),
        ),
    ]
