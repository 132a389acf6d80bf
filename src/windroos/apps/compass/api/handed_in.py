"""What workbooks and packages share in the API: they are handed in, and kept to look at."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja.params.models import Path, Query
from pydantic import Field

from windroos.apps.accounts.api.own import owner
from windroos.apps.compass.files import handed_in
from windroos.apps.compass.models import Upload
from windroos.apps.regions.queries import Case
from windroos.rest.problems import not_found
from windroos.rest.schemas import Schema

FileId = Annotated[str, Path(..., pattern="^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]

FileName = Annotated[str, Query(..., min_length=1, max_length=255)]


class HandedIn(Schema):
    """A file that you handed in; nobody else sees it."""

    id: str = Field(examples=["7b1f6c5e-8f0b-4d3c-9a51-2f7a1c0b9d11"])
    name: str = Field(description="What the file is called.")
    made: datetime = Field(description="When it was handed in.")
    expires: datetime = Field(description="Until when it is kept.")


def told(upload: Upload) -> dict[str, Any]:
    """A file that was handed in, as it is answered."""
    return {
        "id": str(upload.token),
        "name": upload.name,
        "made": upload.made,
        "expires": handed_in.expires(upload),
    }


def own_file(request: HttpRequest, case: Case | None, id: str) -> Upload:
    """A workbook of a case, or without one a package, that who asks handed in.

    Raises a `Problem` when it is not there, or no longer.
    """
    found = handed_in.upload(case, UUID(id), owner(request))
    if found is None:
        raise not_found(id)
    return found
