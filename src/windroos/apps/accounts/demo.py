"""The people of the demo. None of them exists: `.example` is reserved for that (RFC 2606)."""

from dataclasses import dataclass

from windroos.apps.accounts.roles import Role

# Public on purpose: shown on the log-in page of the demo, refused everywhere else (`may_enter`).
DEMO_PASSWORD = "windroos-demo"  # noqa: S105


@dataclass(frozen=True)
class DemoOrganisation:
    """`lead` and `decides` say what it does for the case of the demo."""

    slug: str
    name_nl: str
    name_en: str
    lead: bool
    decides: tuple[str, ...]


@dataclass(frozen=True)
class DemoAccount:
    email: str
    name: str
    organisation: str
    role: Role


DEMO_ORGANISATIONS = (
    DemoOrganisation(
        "voorbeeldprovincie", "Voorbeeldprovincie", "Example Province", True, ("innovation",)
    ),
    DemoOrganisation(
        "voorbeeldagentschap", "Voorbeeldagentschap", "Example Agency", False, ("trade-invest",)
    ),
)
DEMO_ACCOUNTS = (
    DemoAccount("viewer@voorbeeld.example", "Vera Voorbeeld", "voorbeeldprovincie", Role.VIEWER),
    DemoAccount("analyst@voorbeeld.example", "Anna Analist", "voorbeeldprovincie", Role.ANALYST),
    # A third analyst: a panel needs two who give an opinion and one who settles it.
    DemoAccount("derde@voorbeeld.example", "Daan Derde", "voorbeeldprovincie", Role.ANALYST),
    DemoAccount(
        "besluit@voorbeeld.example", "Bas Besluit", "voorbeeldprovincie", Role.DECISION_MAKER
    ),
    DemoAccount("beheer@voorbeeld.example", "Bea Beheer", "voorbeeldprovincie", Role.ADMINISTRATOR),
    DemoAccount("analist@agentschap.example", "Arie Agent", "voorbeeldagentschap", Role.ANALYST),
    DemoAccount(
        "besluit@agentschap.example",
        "Hanna Handel",
        "voorbeeldagentschap",
        Role.DECISION_MAKER,
    ),
)
