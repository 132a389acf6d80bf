"""Operations: fields go over the line in camelCase, and their summaries are translated."""

from collections.abc import Callable
from typing import Any

from ninja import Router as NinjaRouter

from windroos.rest.files import Kind, described, marked


class Router(NinjaRouter):
    """Operations on some matter. A `summary` may be a lazy translation: see `site.api.document`.

    `takes` and `gives` say that an operation takes or gives a file, and of which kind.
    """

    def __init__(self, **how: Any) -> None:
        super().__init__(by_alias=True, **how)

    def get(self, path: str, *, gives: Kind | None = None, **how: Any) -> Any:
        return _with_files(super().get, path, None, gives, how)

    def post(self, path: str, *, takes: Kind | None = None, **how: Any) -> Any:
        return _with_files(super().post, path, takes, None, how)

    def put(self, path: str, **how: Any) -> Any:
        return super().put(path, **how)

    def patch(self, path: str, **how: Any) -> Any:
        return super().patch(path, **how)

    def delete(self, path: str, **how: Any) -> Any:
        return super().delete(path, **how)


def _with_files(
    add: Callable[..., Any], path: str, takes: Kind | None, gives: Kind | None, how: dict[str, Any]
) -> Any:
    if takes is None and gives is None:
        return add(path, **how)
    mark, into = marked(takes, gives), add(path, openapi_extra=described(takes, gives), **how)
    return lambda operation: into(mark(operation))
