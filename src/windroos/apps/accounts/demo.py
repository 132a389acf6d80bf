"""The people of the demo. None of them exists: `.example` is reserved for that (RFC 2606)."""

from dataclasses import dataclass

from windroos.apps.accounts.roles import Role

# Public on purpose: shown on the log-in page of the demo, refused everywhere else (forms.py).
DEMO_PASSWORD = "windroos-demo"  # noqa: S105


@dataclass(frozen=True)
class DemoOrganisation:
    slug: str
    name_nl: str
    name_en: str


@dataclass(frozen=True)
class DemoAccount:
    email: str
    name: str
    role: Role


DEMO_ORGANISATION = DemoOrganisation(
    slug="voorbeeldprovincie", name_nl="Voorbeeldprovincie", name_en="Example Province"
)
DEMO_ACCOUNTS = (
    DemoAccount("viewer@voorbeeld.example", "Vera Voorbeeld", Role.VIEWER),
    DemoAccount("analyst@voorbeeld.example", "Anna Analist", Role.ANALYST),
    DemoAccount("besluit@voorbeeld.example", "Bas Besluit", Role.DECISION_MAKER),
)
