"""A3 on the pages: whatever the department or a visitor opens shows confirmed figures and nothing else."""

from collections.abc import Iterator
from itertools import product
from random import Random

import pytest
from django.test import Client
from django.urls import reverse

from reports import files
from reports.definitions import COMPARISONS, FORMS, REPORTS, TABS, TARGET_SHEETS, TIMELINESS_REPORTS
from reports.models import Edition
from reports.whole_set import SETS
from sales.models import CorrectionRequest, Officer, Producer, Sale
from sales.querysets import SaleQuerySet
from targets.missions.querysets import HandReportedQuerySet
from targets.models import OnlineProduct
from tests import factories, routes
from tests.canaries import CODES, Canaries, text_of
from tests.factories import AUGUST
from tests.routes import ROUTES
from tests.sizes import size

pytestmark = pytest.mark.django_db

HISTORIES = size(4, full=500)
SLUGS = {
    "reports:report": REPORTS | TABS | COMPARISONS | TIMELINESS_REPORTS | TARGET_SHEETS,
    "reports:download": REPORTS | TABS | TARGET_SHEETS,
    "reports:form": FORMS,
    "reports:form-download": FORMS,
    "reports:set-download": SETS,
}


def addresses() -> Iterator[tuple[str, str]]:
    """Every address that is read, of everything there is: the route's name and the path."""
    for name, arguments in routes.routes():
        if "GET" in ROUTES[name].methods:
            values = product(*(of_argument(argument, name) for argument in arguments))
            yield from ((name, reverse(name, kwargs=dict(zip(arguments, each, strict=True)))) for each in values)
    yield from (("reports:report", f"{reverse('reports:report', args=['r1'])}?area={area}") for area in [*CODES, "43"])
    yield from (("reports:set-download", forms_of_august(extension)) for extension in files.SETS)


def forms_of_august(extension: str) -> str:
    """รต.๒ of all that is confirmed wholly."""
    return f"{reverse('reports:set-download', args=['rt2', extension])}?area=43&year=2566&period=8"


def of_argument(argument: str, name: str) -> list:
    things = {"producer": Producer, "edition": Edition, "online": OnlineProduct, "correction": CorrectionRequest}
    numbered = next((each for word, each in things.items() if word in name), Officer)
    known = {
        "code": CODES,
        "year": [2566],
        "month": [7, 8],
        "row": Sale.objects.values_list("pk", flat=True),
        "pk": numbered.objects.values_list("pk", flat=True),
        "slug": SLUGS.get(name, []),
        "extension": files.FORMATS,
    }
    declared = ROUTES[name].args
    return known.get(argument, [declared[argument]] if argument in declared else [])


def opened(client: Client) -> Iterator[tuple[str, str, str]]:
    """What is shown: the route's name, the path and the text."""
    for name, path in addresses():
        response = client.get(path)
        assert response.status_code < 500
        if response.status_code == 200:
            yield name, path, text_of(response)


def is_history(name: str) -> bool:
    """An edition keeps what was confirmed when it was fixed."""
    return name.endswith("history") or name.startswith("reports:edition")


def leaks(pages: list[tuple[str, str, str]], canaries: Canaries) -> list[str]:
    """Figures that are not confirmed (in a history: that never were), and names without a confirmed row."""
    found = []
    for name, path, text in pages:
        allowed = canaries.ever if is_history(name) else canaries.now
        found += [f"{path}: {figure}" for figure in canaries.typed - allowed if figure in text]
        names = canaries.names - (canaries.names if is_history(name) else canaries.names_now)
        found += [f"{path}: {producer}" for producer in names if producer in text]
    return found


def department() -> Client:
    client = Client()
    client.force_login(factories.department_officer())
    return client


def after_history(seed: int) -> Canaries:
    canaries = Canaries(Random(seed))
    canaries.live_through(steps=20)
    canaries.report_by_hand()
    department().post(reverse("reports:fix", args=["rt4"]), {"question": "year=2566&period=8&level=district"})
    canaries.finish("4317", AUGUST)
    canaries.explain_all()
    return canaries


@pytest.mark.parametrize("seed", range(HISTORIES))
def test_the_department_opens_every_confirmed_figure_and_no_other(seed):
    canaries = after_history(seed)
    assert canaries.now
    assert canaries.typed - canaries.ever
    assert CorrectionRequest.objects.exists()

    pages = [*opened(department())]

    assert leaks(pages, canaries) == []
    edition = reverse("reports:edition-download", args=[Edition.objects.get().pk, "pdf"])
    of_online = reverse("reports:online-download", args=[2566, 7])
    assert {edition, forms_of_august("pdf"), of_online} <= {path for _, path, _ in pages}
    shown = "\n".join(text for _, _, text in pages)
    assert [canary for canary in canaries.now | canaries.names_now if canary not in shown] == []


@pytest.mark.parametrize("seed", range(HISTORIES))
def test_a_visitor_sees_no_figure_at_all(seed):
    canaries = after_history(seed)
    shown = "\n".join(text for _, _, text in opened(Client()))
    assert [canary for canary in canaries.typed | canaries.names if canary in shown] == []


@pytest.mark.parametrize("scope", [SaleQuerySet, HandReportedQuerySet])
def test_a_scope_without_the_stage_leaks(scope, monkeypatch):
    """The control: the search finds what the department may not see, once it can."""
    canaries = after_history(0)
    monkeypatch.setattr(scope, "visible_to_department", lambda rows: rows.all())
    assert any(leaks([page], canaries) for page in opened(department()))
