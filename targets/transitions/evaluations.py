"""A province signs its results: from then on they are evaluated, and the scheme asks nothing more of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from sales.models import Officer, Province, Role
from sales.sentences import NOT_YOUR_ROLE
from sales.transitions.refusals import NotAllowed, Refused

from .. import sentences
from ..models import Evaluation, SchemeVersion


@transaction.atomic
def evaluate(
    *, version: SchemeVersion, province: Province, edition: int, at: datetime, by: Officer
) -> Sequence[Evaluation]:
    """`edition`: the number of the one that holds the results. A grade's are those of its parts too."""
    if by.role != Role.PROVINCE or by.province_id != province.pk or not by.may_act:
        raise NotAllowed(NOT_YOUR_ROLE)
    if why := why_not_evaluated(version):
        raise Refused(why)
    signed = [version, *(part for part in version.parts_in_force if part.is_announced)]
    signature = {"province": province, "edition": edition, "at": at, "by": by}
    return Evaluation.objects.bulk_create(Evaluation(version=each, **signature) for each in signed)


def why_not_evaluated(version: SchemeVersion) -> str:
    """The sentence that stands in the way; empty where nothing does."""
    return "" if version.can_be_evaluated else sentences.not_to_evaluate_yet(version)
