"""Addresses without signing in: the public's pages and the open data."""

from .rule import ANYBODY, Rule

OPEN: dict[str, Rule] = {
    "public:overview": ANYBODY,
    "public:trends": ANYBODY,
    "public:map": ANYBODY,
    "public:compare": ANYBODY,
    "public:open-data": ANYBODY,
    "public:open-api": ANYBODY,
    "public:about": ANYBODY,
    "api:openapi-json": ANYBODY,
    "api:api-root": ANYBODY,
    "api:regions": ANYBODY,
    "api:provinces": ANYBODY,
    "api:districts": ANYBODY,
    "api:months": ANYBODY,
    "api:totals": ANYBODY,
    "api:breakdowns": ANYBODY,
    "api:completeness": ANYBODY,
    "api:files": ANYBODY,
    "api:year_csv": ANYBODY,
    "api:year_json": ANYBODY,
    "api:data_package": ANYBODY,
}
