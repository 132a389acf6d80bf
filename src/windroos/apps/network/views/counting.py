"""Counting the register, from the page of a region."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from windroos.apps.network import actions
from windroos.apps.network.views.shared import writers_desk


@require_POST
def count(request: HttpRequest, case: str) -> HttpResponse:
    """Counting, and back to the page of the region, or to the regions."""
    at = writers_desk(request, case, "count_register")
    try:
        made = actions.count_register(at.case, actor=at.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        said = (
            _("The register was counted.")
            if made.new
            else _("The register was counted: the numbers are as they were.")
        )
        messages.success(request, said)
    code = request.POST.get("region", "")
    if code in at.names.regions:
        return HttpResponseRedirect(reverse("compass:region", args=[at.case.name, code]))
    return HttpResponseRedirect(reverse("compass:overview", args=[at.case.name]))
