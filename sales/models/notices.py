"""Whom one may ask, and what the administrator announces."""

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from otop_portal import clock

from ..inbox.querysets import AnnouncementQuerySet, ContactQuerySet
from .areas import Province
from .officers import Officer


class Contact(models.Model):
    """ผู้ประสานงาน of a province, as it wishes to be called."""

    province = models.ForeignKey(Province, models.CASCADE, related_name="contacts", db_index=False)
    name = models.CharField("ชื่อ-นามสกุล", max_length=120)
    duty = models.CharField("หน้าที่", max_length=120, blank=True)
    telephone = models.CharField("โทรศัพท์", max_length=40)
    email = models.EmailField("อีเมล", blank=True)

    objects = ContactQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "ผู้ประสานงาน"
        ordering = ["province", "pk"]
        constraints = [UniqueConstraint(fields=["province", "name"], name="contact_unique_in_province")]

    def __str__(self) -> str:
        return f"{self.name} โทร. {self.telephone}"


class Announcement(models.Model):
    """Shown on the first page of these roles from its first day to its last."""

    title = models.CharField("เรื่อง", max_length=200)
    body = models.TextField("ข้อความ", max_length=4000)
    from_on = models.DateField("แสดงตั้งแต่วันที่")
    until_on = models.DateField("ถึงวันที่")
    for_district = models.BooleanField("เจ้าหน้าที่อำเภอ", default=True)
    for_chief = models.BooleanField("พัฒนาการอำเภอ", default=True)
    for_province = models.BooleanField("เจ้าหน้าที่จังหวัด", default=True)
    for_department = models.BooleanField("เจ้าหน้าที่กรมฯ", default=True)
    by = models.ForeignKey(Officer, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField("เมื่อ", default=clock.now)

    objects = AnnouncementQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "ประกาศ"
        ordering = ["-from_on", "-pk"]
        constraints = [
            CheckConstraint(condition=Q(until_on__gte=F("from_on")), name="announcement_ends_after_it_begins"),
            CheckConstraint(
                condition=Q(for_district=True) | Q(for_chief=True) | Q(for_province=True) | Q(for_department=True),
                name="announcement_for_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def readers(self) -> list[str]:
        fields = ("for_district", "for_chief", "for_province", "for_department")
        return [str(self._meta.get_field(name).verbose_name) for name in fields if getattr(self, name)]
