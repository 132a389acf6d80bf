"""Actions on a case: the roles that count are those for the organisations that work on it."""

from collections.abc import Collection, Mapping
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from windroos.apps.accounts.queries import Organisation, Role, User, roles_for
from windroos.apps.regions.models import Case, Party
from windroos.apps.regions.queries import cases_of

# Who reads: someone with an account, or a visitor.
Reader = User | AnonymousUser | None


def of_case(arguments: Mapping[str, Any]) -> Collection[int]:
    """The organisations that work on the case an action is about (its argument `case`)."""
    return list(Party.objects.filter(case=arguments["case"]).values_list("organisation", flat=True))


def leading(arguments: Mapping[str, Any]) -> Collection[int]:
    """The organisations that lead the case."""
    parties = Party.objects.filter(case=arguments["case"], lead=True)
    return list(parties.values_list("organisation", flat=True))


def leading_or_new(arguments: Mapping[str, Any]) -> Collection[int]:
    """The organisations that lead the case of a package; every one where there is no such case."""
    case = Case.objects.filter(name=arguments["package"].name).first()
    if case is None:
        return list(Organisation.objects.values_list("pk", flat=True))
    return leading({"case": case})


def deciding(arguments: Mapping[str, Any]) -> Collection[int]:
    """The organisations that decide for a role of the case (arguments `case` and `role`)."""
    return [
        organisation
        for organisation, decides in Party.objects.filter(case=arguments["case"]).values_list(
            "organisation", "decides"
        )
        if arguments["role"] in decides
    ]


def roles_on(user: Reader, case: Case) -> frozenset[Role]:
    """The roles someone has for the organisations of a case; of a visitor none.

    Who has any may read what is internal to the case.
    """
    # Asked by nearly every page: within one query, and without any for a visitor.
    return roles_for(user, Party.objects.filter(case=case).values_list("organisation", flat=True))


def organisations_of(user: User | None, case: Case) -> list[Organisation]:
    """The organisations of a case for which someone has a role, those that lead first."""
    parties = Party.objects.filter(case=case, organisation__memberships__user=user)
    return [party.organisation for party in parties.select_related("organisation")]


def events_of_cases(user: User) -> Q:
    """The events of the audit trail about the cases on which someone works."""
    return Q(case__in=list(cases_of(user).values_list("name", flat=True)))
