"""The figures of each report as one would ask for them in plain Django: GROUP BY over the rows.

Each answers {key: {name: figure}} for a fiscal year's confirmed rows; names and keys are those of the report's lines.
"""

from collections import defaultdict

from django.db.models import Count, F, Q, Sum

from otop_portal import fiscal
from otop_portal.money import BahtField
from sales.models import CHANNELS, ProducerType, Sale, Sheet

PROVINCE, MONTH = "sheet__district__province", "sheet__month"
TYPES = ("product_type", "producer_type")


def added(*channels, **conditions):
    first, *others = channels or CHANNELS
    amount = sum((F(channel) for channel in others), F(first))
    return Sum(amount, filter=Q(**conditions), output_field=BahtField())


def producers(month, *conditions, **more):
    return Count("producer", distinct=True, filter=Q(*conditions, sheet__month=month, **more))


def each_channel(**conditions):
    return {channel: added(channel, **conditions) for channel in CHANNELS}


def grouped(months, keys, figures):
    rows = Sale.objects.filter(stage="province", sheet__month__in=months).order_by()
    lines = rows.values(*keys).annotate(**{f"of_{name}": figure for name, figure in figures.items()})
    return {tuple(line[key] for key in keys): {name: line[f"of_{name}"] for name in figures} for line in lines}


def opened(lines, name_of):
    """The second key's value becomes the name of a figure."""
    found = defaultdict(dict)
    for (key, value), figures in lines.items():
        found[key,][name_of(value)] = figures["total"]
    return found


def complete(months):
    """The districts whose whole sheets are confirmed in each of the months."""
    sheets = Sheet.objects.filter(stage="province", month__in=months, district__reporting=True).order_by()
    counted = sheets.values("district").annotate(months=Count("pk"))
    return [line["district"] for line in counted if line["months"] == len(months)]


def growth(months):
    before = [fiscal.same_month_last_year(month) for month in months]
    both = complete([*months, *before])
    of_both = {"sheet__district__in": both}
    return {
        "now": added(sheet__month__in=months),
        "before": added(sheet__month__in=before),
        "fair_now": added(sheet__month__in=months, **of_both),
        "fair_before": added(sheet__month__in=before, **of_both),
        "compared": Count("sheet__district", distinct=True, filter=Q(**of_both)),
    }


def two_years(months):
    return [*(fiscal.same_month_last_year(month) for month in months), *months]


def r1(months):
    return opened(grouped(months, [PROVINCE, MONTH], {"total": added()}), lambda month: f"month_{month:%m}")


def r2(months):
    return opened(grouped(months, [MONTH, "product_type"], {"total": added()}), str)


def r3(months):
    return grouped(months, [MONTH], {"total": added(), **each_channel()})


def r4(months):
    return opened(grouped(months, [PROVINCE, "product_type"], {"total": added()}), str)


def r5(months):
    newest = months[-1]
    sold = Q(*((f"{channel}__gt", 0) for channel in CHANNELS), _connector="OR")
    figures = {
        "reporting": producers(newest),
        "sellers": producers(newest, sold),
        "total": added(sheet__month__in=months),
    }
    return grouped(two_years(months), [PROVINCE], {**figures, **growth(months)})


def r6(months):
    return grouped(months, [PROVINCE], {"domestic": added(*CHANNELS[:2]), "foreign": added(*CHANNELS[2:])})


def r7(months):
    return grouped(months, TYPES, {**each_channel(), "total": added()})


def rt3(months):
    figures = {"reporting": producers(months[-1])}
    by_product = grouped(months[-1:], TYPES[:1], figures)
    return grouped(months, TYPES, {**figures, **each_channel(), "total": added()}) | {
        (product, ""): found for (product,), found in by_product.items()
    }


def rt4(months):
    newest, year = months[-1], {"sheet__month__in": months}
    types = {f"reporting_{each}": producers(newest, producer_type=each) for each in ProducerType.values}
    figures = {"reporting": producers(newest), **types, **each_channel(**year), "total": added(**year)}
    return grouped(two_years(months), [PROVINCE], {**figures, **growth(months)})


REPORTS = {"r1": r1, "r2": r2, "r3": r3, "r4": r4, "r5": r5, "r6": r6, "r7": r7, "rt3": rt3, "rt4": rt4}
