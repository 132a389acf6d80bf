"""Who publishes the data, where one can ask, and on what terms: what the operator said of it.

Where the operator said nothing, the catalogue says just that.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from windroos.report.catalogue import Agent, Contact, Rights, Words
from windroos.report.catalogue.vocabularies import LICENCES, NOT_OPEN
from windroos.site.catalogue.addresses import Addresses
from windroos.site.catalogue.words import both

_NONE = _("The publisher has chosen no licence for these data.")
_MIXED = _("Part of it comes from sources that not everyone may use for everything.")


def publisher(at: Addresses) -> Agent:
    """The organisation that runs this site; without a name, the operator of the address."""
    told = settings.WINDROOS_PUBLISHER
    host = urlsplit(at.site).netloc
    name = both(_("The operator of %(host)s"), host=host)
    if told.name_nl:
        name = Words(told.name_nl, told.name_en or told.name_nl)
    uri = told.uri or f"{at.catalogue}#publisher"
    return Agent(uri, name, told.kind, told.homepage)


def contact(at: Addresses) -> Contact:
    """Whom to ask: the e-mail address that was given, and the page on the data."""
    name = publisher(at).name
    email = settings.WINDROOS_PUBLISHER.email
    return Contact(f"{at.catalogue}#contact", name, email, at.page("open_data"))


def rights(own: Words | None = None, *, open_sources: bool = True) -> Rights:
    """The terms of what the site made itself; `own` says what holds beside.

    Of data that rests on sources that are not open, no open licence can be given.
    """
    licence = settings.WINDROOS_PUBLISHER.licence
    if licence and open_sources:
        return Rights(LICENCES[licence], own)
    said = both(_NONE if open_sources else _MIXED)
    return Rights(NOT_OPEN, Words(f"{said.nl} {own.nl}", f"{said.en} {own.en}") if own else said)
