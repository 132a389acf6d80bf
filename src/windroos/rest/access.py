"""Operations that ask for an account."""

from collections.abc import Callable
from typing import Any, ClassVar, TypeVar

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from windroos.rest.problems import Problem

T = TypeVar("T", bound=Callable[..., Any])


class Account:
    """Lets in who has an account: by a token, or by the session of a browser."""

    openapi_security_schema: ClassVar[dict[str, str]] = {"type": "http", "scheme": "bearer"}

    def __call__(self, request: HttpRequest) -> Any:
        user = request.user
        if not user.is_authenticated:
            raise Problem(
                "unauthenticated",
                _("This asks for an account: send a token, as “Authorization: Bearer wr_…”."),
                headers={"WWW-Authenticate": "Bearer"},
            )
        return user


account = Account()


def computes(operation: T) -> T:
    """Marks an operation that only computes, though it takes a body: who may read may ask it."""
    operation.computes = True  # type: ignore[attr-defined]
    return operation
