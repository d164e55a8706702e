from datetime import date

from django.db import models
from django.db.models import Q

from otop_portal import clock, thai

from ..choices import ProducerStatus, ProducerType, ProductType
from ..querysets import ProducerEventQuerySet, ProducerQuerySet, ProductQuerySet
from .areas import District
from .constraints import one_of
from .officers import Officer


class Producer(models.Model):
    """ผู้ผลิต ผู้ประกอบการ OTOP of one district; its name and type are the register's, on every sheet."""

    code = models.CharField("รหัสผู้ประกอบการ", max_length=40, blank=True)
    name = models.CharField("ชื่อกลุ่ม/ผู้ประกอบการ", max_length=200)
    normalised_name = models.CharField(max_length=200, editable=False)
    sort_key = models.CharField(max_length=400, editable=False)
    producer_type = models.CharField("ประเภทผู้ประกอบการ", max_length=22, choices=ProducerType.choices, blank=True)
    district = models.ForeignKey(District, models.PROTECT, verbose_name="อำเภอ", related_name="producers")
    status = models.CharField("สถานะ", max_length=10, choices=ProducerStatus.choices, default=ProducerStatus.ACTIVE)
    is_collecting = models.BooleanField("ยอดรวมที่นำเข้าโดยไม่มีรายชื่อ", default=False, editable=False)
    subdistrict = models.CharField("ตำบล", max_length=60, blank=True)
    address = models.CharField("ที่อยู่", max_length=200, blank=True)
    telephone = models.CharField("โทรศัพท์", max_length=40, blank=True)
    active_from = models.DateField("เริ่มดำเนินการ", null=True, blank=True)
    active_until = models.DateField("ปิดเมื่อ", null=True, blank=True)
    moved_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="moved_to")
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged_from")

    objects = ProducerQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "ผู้ผลิต ผู้ประกอบการ OTOP"
        ordering = ["sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["district", "normalised_name"],
                condition=Q(status__in=[ProducerStatus.ACTIVE, ProducerStatus.REQUESTED]),
                name="producer_name_unique_in_district",
            ),
            models.UniqueConstraint(
                fields=["district", "producer_type"],
                condition=Q(is_collecting=True),
                name="producer_one_collecting_entry",
            ),
            one_of("status", ProducerStatus, "producer_status_known"),
            models.CheckConstraint(
                condition=Q(producer_type__in=["", *ProducerType.values]), name="producer_type_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def rename(self, name: str) -> None:
        """Set the name with what is derived from it; the caller saves."""
        self.name = thai.tidy(name)
        self.normalised_name = thai.normalised_name(name)
        self.sort_key = thai.sort_key(self.name)[:400]

    @property
    def waits(self) -> bool:
        """For the province to approve it."""
        return self.status == ProducerStatus.REQUESTED

    @property
    def type_label(self) -> str:
        return ProducerType(self.producer_type).label if self.producer_type else "ยังไม่ระบุประเภท"

    @property
    def short_type(self) -> str:
        return ProducerType(self.producer_type).short_name if self.producer_type else ""


class Product(models.Model):
    """A registered product (OTOP Big Data)."""

    producer = models.ForeignKey(Producer, models.PROTECT, related_name="products", verbose_name="ผู้ประกอบการ")
    name = models.CharField("ชื่อผลิตภัณฑ์", max_length=200)
    product_type = models.CharField("ประเภทผลิตภัณฑ์", max_length=8, choices=ProductType.choices)
    registered_on = models.DateField("วันที่ลงทะเบียน", null=True, blank=True)

    objects = ProductQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "ผลิตภัณฑ์ที่ลงทะเบียน"
        ordering = ["registered_on", "pk"]
        constraints = [one_of("product_type", ProductType, "product_type_known")]

    def __str__(self) -> str:
        return self.name

    @property
    def identity(self) -> tuple[int, str]:
        """By this it is one product, however it is spelt."""
        return self.producer_id, thai.normalised_name(self.name)


class ProducerEvent(models.Model):
    """Append-only history of the register: who changed what, when, from what to what."""

    class Action(models.TextChoices):
        ADD = "add", "เพิ่มในทะเบียน"
        CHANGE = "change", "แก้ไขข้อมูล"
        CLOSE = "close", "ปิด"
        REOPEN = "reopen", "เปิดอีกครั้ง"
        ADD_PRODUCT = "add_product", "เพิ่มผลิตภัณฑ์"
        CHANGE_PRODUCT = "change_product", "แก้ไขผลิตภัณฑ์"
        REQUEST = "request", "ขอเพิ่มรายใหม่"
        APPROVE = "approve", "อนุมัติ"
        REFUSE = "refuse", "ไม่อนุมัติ"
        JOIN = "join", "รวมกับรายที่มีอยู่"
        MERGE = "merge", "รวมรายซ้ำ"
        MOVE = "move", "ย้ายอำเภอ"

    producer = models.ForeignKey(Producer, models.PROTECT, related_name="events")
    action = models.CharField(max_length=16, choices=Action.choices)
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
    reason = models.CharField(max_length=500, blank=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    objects = ProducerEventQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "ประวัติทะเบียน"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.producer}: {self.get_action_display()}"

    @property
    def changes(self) -> list[tuple[str, str, str]]:
        """In words: (field, before, after); what was empty and is empty does not count."""
        model = Product if self.action in (self.Action.ADD_PRODUCT, self.Action.CHANGE_PRODUCT) else Producer
        return [
            (str(model._meta.get_field(name).verbose_name), before, after)
            for name in self.after
            if (before := _in_words(model, name, self.before.get(name)))
            != (after := _in_words(model, name, self.after[name]))
        ]


def _in_words(model: type[models.Model], name: str, value: str | None) -> str:
    field = model._meta.get_field(name)
    if not value:
        return ""
    if isinstance(field, models.DateField):
        return thai.date_long(date.fromisoformat(value))
    return str(dict(field.flatchoices).get(value, value))
