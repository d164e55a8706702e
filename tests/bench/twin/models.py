from django.conf import settings
from django.db import models

from sales.models import ProductType

_AMOUNT = {"max_digits": 14, "decimal_places": 2, "null": True, "blank": True}


class Line(models.Model):
    district = models.ForeignKey("sales.District", models.PROTECT, related_name="+")
    month = models.DateField(db_index=True)
    producer = models.ForeignKey("sales.Producer", models.PROTECT, related_name="+")
    product_type = models.CharField(max_length=8, choices=ProductType.choices)
    domestic_offline = models.DecimalField(**_AMOUNT)
    domestic_online = models.DecimalField(**_AMOUNT)
    foreign_offline = models.DecimalField(**_AMOUNT)
    foreign_online = models.DecimalField(**_AMOUNT)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "twin"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.producer} {self.get_product_type_display()}"
