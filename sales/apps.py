from django.apps import AppConfig
from django.conf import settings


class SalesConfig(AppConfig):
    name = "sales"
    verbose_name = "ยอดจำหน่าย OTOP"

    def ready(self) -> None:
        if settings.DEBUG:
            from otop_portal import clock

            clock.shift_provider = self.get_model("DemoClock").current_shift
