"""What people may do; other apps name these roles when they ask `queries.has_role`."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What someone may do for an organisation."""

    VIEWER = "viewer", _("viewer")
    ANALYST = "analyst", _("analyst")
    DECISION_MAKER = "decision-maker", _("decision-maker")
    ADMINISTRATOR = "administrator", _("administrator")
