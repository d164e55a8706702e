"""What is told to an officer: in the portal's inbox, and by one mail a day at most."""

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.urls import reverse

from otop_portal import clock

from ..choices import MessageKind
from ..inbox import sentences
from ..inbox.querysets import MailQuerySet, MessageQuerySet
from .constraints import one_of
from .officers import Officer


class Mail(models.Model):
    """A day's mail to one officer, with all that waited for it. A run claims it before it sends."""

    to = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="ถึง", db_index=False)
    day = models.DateField("วันที่")
    claim = models.UUIDField(null=True, editable=False)
    claimed_at = models.DateTimeField(null=True, editable=False)
    attempts = models.PositiveIntegerField("ครั้งที่ส่ง", default=0)
    error = models.CharField("ข้อผิดพลาด", max_length=500, blank=True)
    sent_at = models.DateTimeField("ส่งเมื่อ", null=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "อีเมล"
        ordering = ["day", "to"]
        constraints = [
            UniqueConstraint(fields=["to", "day"], name="mail_once_a_day"),
            CheckConstraint(condition=Q(sent_at=None) | Q(error=""), name="mail_sent_or_failed"),
        ]

    def __str__(self) -> str:
        return f"{self.to} {self.day}"


class Message(models.Model):
    """Written once; only that it was read, and which mail takes it along, changes."""

    to = models.ForeignKey(Officer, models.PROTECT, related_name="messages", db_index=False)
    kind = models.CharField("ชนิด", max_length=8, choices=MessageKind.choices)
    # What it is about: the same is not told twice.
    key = models.CharField(max_length=80)
    subject = models.CharField("เรื่อง", max_length=200)
    body = models.TextField("ข้อความ", max_length=4000)
    # The page to open: the name of its address, and what that holds.
    view = models.CharField(max_length=60)
    args = models.JSONField(default=list)
    by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+", db_index=False)
    at = models.DateTimeField("เมื่อ", default=clock.now)
    read_at = models.DateTimeField("อ่านเมื่อ", null=True)
    mail = models.ForeignKey(Mail, models.PROTECT, null=True, related_name="messages")

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "ข้อความ"
        ordering = ["pk"]
        constraints = [
            one_of("kind", MessageKind, "message_kind_known"),
            UniqueConstraint(fields=["to", "kind", "key"], name="message_told_once"),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def href(self) -> str:
        return reverse(self.view, args=self.args)

    @property
    def mail_failed(self) -> bool:
        return bool(self.mail and self.mail.error)

    @property
    def mail_sentence(self) -> str:
        """What became of its mail."""
        if self.mail and self.mail.sent_at:
            return sentences.mailed(self.mail.sent_at)
        if self.mail_failed:
            return sentences.mail_failed(self.mail.attempts, self.mail.error)
        if self.read_at:
            return sentences.READ_BEFORE_MAIL
        return sentences.WAITS_FOR_MAIL if self.to.email else sentences.NO_ADDRESS
