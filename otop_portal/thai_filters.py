"""Template filters: otop_portal.thai under the same names, nothing more."""

from django import template

from otop_portal import thai

register = template.Library()

for show in (
    thai.amount_in_words,
    thai.baht,
    thai.count,
    thai.date_full,
    thai.date_long,
    thai.date_short,
    thai.dialled,
    thai.moment,
    thai.month_long,
    thai.month_short,
    thai.percent,
    thai.period,
    thai.thai_digits,
    thai.time,
    thai.year_be,
):
    register.filter(show.__name__, show)
