from django.urls import path

from ..views import entry, entry_rows, entry_typing

_MONTH = "entry/<int:year>/<int:month>/"

urlpatterns = [
    path("entry/", entry.latest, name="entry-latest"),
    path(_MONTH, entry.show, name="entry"),
    path(f"{_MONTH}names", entry.names, name="entry-names"),
    path(f"{_MONTH}save", entry_rows.save, name="entry-save"),
    path(f"{_MONTH}sync", entry_rows.sync, name="entry-sync"),
    path(f"{_MONTH}declare", entry_rows.declare, name="entry-declare"),
    path(f"{_MONTH}add-missing", entry_rows.add_missing, name="entry-add-missing"),
    path(f"{_MONTH}delete", entry_rows.delete, name="entry-delete"),
    path(f"{_MONTH}type", entry_rows.change_type, name="entry-type"),
    path(f"{_MONTH}explain", entry_rows.explain, name="entry-explain"),
    path(f"{_MONTH}lines", entry_typing.add_line, name="entry-lines"),
    path(f"{_MONTH}typed", entry_typing.show_typed, name="entry-typed"),
    path(f"{_MONTH}leave", entry_typing.leave, name="entry-leave"),
    path(f"{_MONTH}sign-out", entry_typing.sign_out, name="entry-sign-out"),
    path(f"{_MONTH}draft", entry_typing.keep, name="entry-draft"),
    path(f"{_MONTH}use-draft", entry_typing.use, name="entry-draft-use"),
    path(f"{_MONTH}discard-draft", entry_typing.discard, name="entry-draft-discard"),
]
