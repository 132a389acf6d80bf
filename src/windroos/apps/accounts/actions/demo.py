"""The fictional people of the demo."""

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction

from windroos.apps.accounts.actions.organisations import create_organisation
from windroos.apps.accounts.actions.people import create_account, give_role
from windroos.apps.accounts.demo import DEMO_ACCOUNTS, DEMO_ORGANISATIONS, DEMO_PASSWORD
from windroos.apps.accounts.models import Organisation, User


@transaction.atomic
def create_demo_accounts() -> list[User]:
    """The fictional organisations and accounts of the demo; those that exist stay as they are.

    All of them are made in one transaction, by the actions.

    Raises ImproperlyConfigured outside the demo: their password is public.
    """
    if not settings.WINDROOS_DEMO:
        raise ImproperlyConfigured(
            "Demo accounts are made in the demo only: their password is public."
        )
    organisations = {one.slug: one for one in Organisation.objects.all()}
    for one in DEMO_ORGANISATIONS:
        if one.slug not in organisations:
            organisations[one.slug] = create_organisation(
                actor=None, slug=one.slug, name_nl=one.name_nl, name_en=one.name_en
            )
    users = []
    for account in DEMO_ACCOUNTS:
        user = User.objects.filter(email=account.email).first()
        if user is None:
            user = create_account(email=account.email, name=account.name, password=DEMO_PASSWORD)
            organisation = organisations[account.organisation]
            give_role(actor=None, user=user, organisation=organisation, role=account.role)
        users.append(user)
    return users
