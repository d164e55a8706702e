"""What stands on every page: who is signed in, where he may go, and whether this is the demo."""

from typing import Any

from django.http import HttpRequest


def navigation(request: HttpRequest) -> dict[str, Any]:
    return {}
