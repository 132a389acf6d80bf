"""Methods with their parameters as plain values: compared, copied, written down and read back.

A method is a pure function on arrays; beside it stands a frozen dataclass with its parameters, a
subclass of `Declared`, which is called as the function is. Written down it is a plain mapping:

>>> from dataclasses import dataclass
>>> @dataclass(frozen=True)
... class Multiply(Declared, name="multiply-as-an-example"):
...     by: float = 2.0
...
...     def __call__(self, values):
...         return [value * self.by for value in values]
>>> Multiply(by=3).as_dict()
{'method': 'multiply-as-an-example', 'by': 3}
>>> read({"method": "multiply-as-an-example", "by": 3})([1, 2])
[3, 6]
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any, ClassVar

_KINDS: dict[str, type[Declared]] = {}


class ParameterError(ValueError):
    """A parameter that a method cannot have; the message names method, parameter and remedy."""


class Declared:
    """The parameters of a method. Subclasses are frozen dataclasses, checked as they are made."""

    name: ClassVar[str]

    def __init_subclass__(cls, *, name: str = "", **options: Any) -> None:
        super().__init_subclass__(**options)
        if not name:  # a family's base, which is no method itself
            return
        if name in _KINDS and _KINDS[name].__qualname__ != cls.__qualname__:
            raise TypeError(f"two methods are named “{name}”")
        cls.name = name
        _KINDS[name] = cls

    def __call__(self, *args: Any, **options: Any) -> Any:
        raise NotImplementedError(f"{type(self).__name__} has no function")

    def as_dict(self) -> dict[str, Any]:
        """The method as plain data, ready for JSON or TOML; `read` gives it back."""
        assert is_dataclass(self)
        return {
            "method": self.name,
            **{field.name: _plain(getattr(self, field.name)) for field in fields(self)},
        }

    def wrong(self, parameter: str, problem: str) -> ParameterError:
        """An error about a parameter of this method."""
        return ParameterError(f"{self.name}: {parameter} {problem}")


def read(data: Mapping[str, Any]) -> Declared:
    """The method that `as_dict` wrote down.

    Raises `ParameterError` for a method or a parameter that does not exist, or a value that cannot
    be. A method is known once its module has been imported.
    """
    name = data.get("method")
    if name not in _KINDS:
        raise ParameterError(f"there is no method “{name}”; there are: {', '.join(sorted(_KINDS))}")
    kind = _KINDS[name]
    assert is_dataclass(kind)
    known = [field.name for field in fields(kind)]
    strange = [key for key in data if key != "method" and key not in known]
    if strange:
        raise ParameterError(
            f"{name}: there is no parameter “{strange[0]}”; there are: {', '.join(known) or 'none'}"
        )
    # What is declared as a mapping by node is one, also where a node is called “method”.
    by_node = {one.name for one in fields(kind) if str(one.type).startswith("Mapping")}
    return kind(
        **{
            key: _mapping(value) if key in by_node and isinstance(value, Mapping) else _value(value)
            for key, value in data.items()
            if key != "method"
        }
    )


def _plain(value: Any) -> Any:
    if isinstance(value, Declared):
        return value.as_dict()
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    return value


def _value(data: Any) -> Any:
    """Plain data as parameters hold it: lists as tuples, methods as methods."""
    if isinstance(data, Mapping):
        return read(data) if "method" in data else _mapping(data)
    if isinstance(data, list | tuple):
        return tuple(_value(one) for one in data)
    return data


def _mapping(data: Mapping[str, Any]) -> dict[str, Any]:
    return {key: _value(one) for key, one in data.items()}
