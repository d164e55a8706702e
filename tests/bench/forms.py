"""รต.๒ of every district of a province of eighteen, in one file."""

from django.db.models import Count

from otop_portal import clock
from reports import files
from reports.selection import Selection
from reports.whole_set import SETS
from sales.models import Officer, Province, ReportingMonth, Role, Stage

from .measuring import Figure, interleaved, lower, print_table

DISTRICTS = 18
ROUNDS = 5


def measured() -> list[Figure]:
    newest = ReportingMonth.objects.filter(sheets__stage=Stage.PROVINCE).latest("month").pk
    province = Province.objects.alias(size=Count("districts")).filter(size=DISTRICTS).first()
    selection = Selection(Officer(username="bench", role=Role.DEPARTMENT), (newest,), clock.now(), area=province)

    def made() -> None:
        whole = SETS["rt2"](selection)
        assert len(whole.tables) == DISTRICTS
        files.set_response(whole, "pdf")

    times = interleaved(ROUNDS, {"18 forms as PDF": lambda: made})
    found = [lower("forms-of-18-districts-seconds", times["18 forms as PDF"].median, 10)]
    print_table(times, found)
    return found
