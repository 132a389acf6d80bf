"""People with a role on a case, for tests."""

from windroos.apps.accounts.models import Membership, Organisation, User
from windroos.apps.accounts.roles import Role
from windroos.apps.regions.models import Case, Party


def organisation(slug: str) -> Organisation:
    """An organisation of that name, made the first time."""
    made, _ = Organisation.objects.get_or_create(
        slug=slug, defaults={"name_nl": slug.title(), "name_en": slug.title()}
    )
    return made


def party(case: Case, slug: str, *, lead: bool = False, decides: tuple[str, ...] = ()) -> Party:
    """An organisation that works on a case."""
    made, _ = Party.objects.update_or_create(
        case=case,
        organisation=organisation(slug),
        defaults={"lead": lead, "decides": list(decides)},
    )
    return made


def person(role: Role | None, slug: str = "province", name: str = "") -> User:
    """Someone with that role for an organisation; None: an account without any role."""
    address = f"{name or role or 'nobody'}@{slug}.example"
    user = User.objects.filter(email=address).first()
    if user is None:
        user = User.objects.create_user(address, None, name=name or f"{role or 'Nobody'} {slug}")
        if role is not None:
            Membership.objects.create(user=user, organisation=organisation(slug), role=role)
    return user
