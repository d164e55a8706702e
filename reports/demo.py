"""What Nong Khai has evaluated in the demo: the first round of 2566, once March was confirmed."""

from datetime import date, datetime, time

from django.http import QueryDict

from otop_portal import clock
from sales.demo.figures import PROVINCE
from sales.models import Officer

from .definitions import EVALUATIONS
from .editions import fix_edition
from .filters import FilterForm
from .table import build

_QUESTION = f"scheme=2566-r1-sales&area={PROVINCE}"
# The province confirmed the last sheet of March on 7 April 2566.
_SIGNED_AT = datetime.combine(date(2023, 4, 10), time(10), clock.BANGKOK)


def load(today: date) -> None:
    """Nothing in a demo of an earlier day."""
    if today > _SIGNED_AT.date():
        with clock.at(_SIGNED_AT):
            by = Officer.objects.get(username=f"p{PROVINCE}")
            form = FilterForm(QueryDict(_QUESTION), report=EVALUATIONS["targets"], officer=by)
            assert form.is_valid(), form.errors
            fix_edition(build(form.report, form.selection()), by=by)
