"""Pages that belong to no single app."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from windroos.apps.compass import queries as compass
from windroos.apps.regions import queries as regions
from windroos.cases import shipped


def home(request: HttpRequest) -> HttpResponse:
    """The first page: the one case there is, else the list of them, else how to load one."""
    cases = regions.cases()
    if len(cases) == 1:
        return redirect("compass:overview", case=cases[0].name)
    summaries = [(case, compass.summary(case)) for case in cases]
    return render(request, "windroos/home.html", {"cases": summaries, "shipped": shipped()})
