from sales.imports.command import ImportCommand
from sales.imports.producers import PRODUCERS


class Command(ImportCommand):
    help = "The department's open register, CSV or xlsx: all of it or, with one fault, nothing."
    importer = PRODUCERS
