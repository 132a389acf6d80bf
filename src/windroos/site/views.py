"""Pages that belong to no single app."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def home(request: HttpRequest) -> HttpResponse:
    """The first page: which case there is to look at, and how to load one."""
    return render(request, "windroos/home.html")
