from django.db import models

from otop_portal.money import BahtField

from ..checks.check import Limits
from .constraints import amount_in_range


class CheckSetting(models.Model):
    """From where on a check that asks for an explanation says something, in the whole country."""

    slug = models.SlugField("รหัส", max_length=20, primary_key=True)
    name = models.CharField("ข้อตรวจสอบ", max_length=100)
    is_on = models.BooleanField("ใช้", default=True)
    baht = BahtField("ตั้งแต่ (บาท)", null=True, blank=True)
    percent = models.PositiveIntegerField("ร้อยละ", null=True, blank=True)
    times = models.PositiveIntegerField("จำนวนเท่า", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "เกณฑ์ข้อสังเกต"
        ordering = ["slug"]
        constraints = [amount_in_range("baht", "check_setting_baht_in_range")]

    def __str__(self) -> str:
        return self.name

    @property
    def limits(self) -> Limits:
        return Limits(self.baht, self.percent, self.times, self.is_on)
