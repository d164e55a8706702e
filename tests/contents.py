"""Everything that the database holds, for tests which claim that nothing changed."""

from django.apps import apps

Contents = dict[str, list[tuple]]


def ledger_contents() -> Contents:
    return contents("sales")


def contents(*app_labels: str) -> Contents:
    """Each table's rows in order of their key."""
    models = [model for label in app_labels for model in apps.get_app_config(label).get_models()]
    return {model._meta.label: list(model._base_manager.order_by("pk").values_list()) for model in models}
