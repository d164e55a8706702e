from sales.imports.command import ImportCommand
from targets.imports.plans import PLANS


class Command(ImportCommand):
    help = "Plans (Road Map) by area and month, CSV or xlsx: all of the file or, with one fault, nothing."
    importer = PLANS
