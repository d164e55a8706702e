from sales.imports.command import ImportCommand
from sales.imports.history import HISTORY


class Command(ImportCommand):
    help = "Old years as province-confirmed, marked with their source: all of the file or, with one fault, nothing."
    importer = HISTORY
