"""Who has signed in, read once for a page: the officer with what stands in every heading."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.db.models import Count, Q

from .models import Officer


class OfficerBackend(ModelBackend):
    def get_user(self, user_id: Any) -> Officer | None:
        unread = Count("messages", filter=Q(messages__read_at=None))
        officer = Officer.objects.with_area().annotate(unread=unread).filter(pk=user_id).first()
        return officer if officer and self.user_can_authenticate(officer) else None
