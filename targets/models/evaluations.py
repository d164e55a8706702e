"""ผลการประเมิน: which version of a scheme a province has signed its results of, and the edition that holds them."""

from __future__ import annotations

from django.db import models
from django.db.models import UniqueConstraint

from sales.models import Officer, Province

from ..querysets import EvaluationQuerySet
from .schemes import SchemeVersion


class Evaluation(models.Model):
    """Append-only: who signs again, after a correction, adds another one, with an edition of its own."""

    version = models.ForeignKey(
        SchemeVersion, models.PROTECT, related_name="evaluations", db_index=False, verbose_name="ฉบับของเกณฑ์"
    )
    province = models.ForeignKey(Province, models.PROTECT, related_name="+", db_index=False, verbose_name="จังหวัด")
    # The number of the edition, which lives higher in the house (reports.editions).
    edition = models.PositiveBigIntegerField("ฉบับที่")
    # The results stand as of this moment.
    at = models.DateTimeField("ผล ณ")
    by = models.ForeignKey(Officer, models.PROTECT, related_name="+", db_index=False, verbose_name="รับรองโดย")

    objects = EvaluationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "ผลการประเมิน"
        ordering = ["pk"]
        constraints = [UniqueConstraint(fields=["version", "province", "edition"], name="evaluation_once_per_edition")]

    def __str__(self) -> str:
        return f"{self.version} {self.province} ฉบับที่ {self.edition}"
