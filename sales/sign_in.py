"""Who has signed in, read once for a page: the officer with what stands in every heading."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.db.models import Count, Q, QuerySet

from .built_once import built_once
from .models import Officer


@built_once
def _officers(officer: Officer) -> QuerySet[Officer]:
    unread = Count("messages", filter=Q(messages__read_at=None))
    return Officer.objects.with_area().annotate(unread=unread).filter(pk=officer.pk)


class OfficerBackend(ModelBackend):
    def get_user(self, user_id: Any) -> Officer | None:
        officer = next(iter(_officers(Officer(pk=user_id))), None)
        return officer if officer and self.user_can_authenticate(officer) else None
