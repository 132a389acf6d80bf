"""The figures that documents print of what the compass does not measure."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from windroos.apps.compass.presenting import case_or_404
from windroos.site.quantities import shown


def quantities(request: HttpRequest, case: str) -> HttpResponse:
    """Every figure, series by series, each with the row it stands in."""
    _row, value = case_or_404(case)
    crumbs = [
        {"label": _("Documents"), "url": reverse("documents", args=[case])},
        {"label": _("Figures in documents"), "url": ""},
    ]
    return render(
        request,
        "windroos/quantities.html",
        {
            "crumbs": crumbs,
            "figures": shown(value),
            "series": len({one.subject for one in value.quantities}),
        },
    )
