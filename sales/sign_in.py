"""Who has signed in, read once for a page: the officer with the area that stands in every heading."""

from typing import Any

from django.contrib.auth.backends import ModelBackend

from .models import Officer


class OfficerBackend(ModelBackend):
    def get_user(self, user_id: Any) -> Officer | None:
        officer = Officer.objects.with_area().filter(pk=user_id).first()
        return officer if officer and self.user_can_authenticate(officer) else None
