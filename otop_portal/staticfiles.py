from django.contrib.staticfiles.apps import StaticFilesConfig
from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(StaticFilesConfig):
    """Leaves out htmx's extensions: we use none, and one imports a package that is not there."""

    ignore_patterns = [*StaticFilesConfig.ignore_patterns, "ext"]


class HashedStaticFiles(CompressedManifestStaticFilesStorage):
    """Names with a hash of the content, also inside the imports of our ES modules."""

    support_js_module_import_aggregation = True
