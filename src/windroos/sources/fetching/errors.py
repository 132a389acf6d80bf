"""What can go wrong with a fetch, told without giving a secret away."""

from __future__ import annotations

import re
from typing import Literal
from urllib.parse import unquote

Kind = Literal[
    "refused",  # not to be fetched: by us (another host, a private address) or by the publisher
    "not-found",
    "too-large",
    "too-slow",
    "broken",  # came in damaged, or could not be kept
    "changed",  # is another file than the one that was expected
    "unavailable",  # the publisher cannot be reached, or cannot answer now
    "busy",  # is being fetched by another process
    "cancelled",
]

_USER = re.compile(r"//[^/?#]*@")
_FRAGMENT = re.compile(r"#.*", re.DOTALL)
_PARAMETER = re.compile(r"(?P<mark>[?&;])(?P<name>[^=&;#]+)=(?P<value>[^&;#]+)")
_SECRET = re.compile(
    r"auth|credential|key$|passw|pwd|secret|session|sig$|signature|token", re.IGNORECASE
)


def blotted(address: str) -> str:
    """The address as it may be told or written down: no user or password, no fragment, and three
    dots for the value of every parameter whose name says that it is a secret.

    >>> blotted("https://user:pass@data.example/file?format=csv&token=abc")
    'https://data.example/file?format=csv&token=...'
    """

    def parameter(match: re.Match[str]) -> str:
        told = "..." if _SECRET.search(unquote(match["name"])) else match["value"]
        return f"{match['mark']}{match['name']}={told}"

    return _PARAMETER.sub(parameter, _USER.sub("//", _FRAGMENT.sub("", address)))


class FetchError(RuntimeError):
    """A file that could not be fetched; the message says what, at which address, and what to do.

    `wording` is a message to translate and then fill in with `values`. `passing` says that the
    same may go well later; `after` is how many seconds the publisher asks to wait, where it said.
    """

    def __init__(
        self,
        kind: Kind,
        address: str,
        wording: str,
        *,
        passing: bool = False,
        after: float | None = None,
        **values: str | int,
    ) -> None:
        self.kind: Kind = kind
        self.address = blotted(address)
        self.wording = wording
        self.values = {"address": self.address, **values}
        self.passing = passing
        self.after = after
        super().__init__(wording % self.values)
