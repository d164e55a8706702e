import re

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command


@pytest.fixture
def collected(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": "otop_portal.staticfiles.HashedStaticFiles"}}
    settings.WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ["css", "js", "svg", "json", "map", "ts", "scss", "txt", "md"]
    call_command("collectstatic", interactive=False, verbosity=0)
    return tmp_path


def test_every_reference_between_our_files_leads_to_a_hashed_name(collected):
    sheet = (collected / staticfiles_storage.stored_name("css/fonts.css")).read_text()
    assert re.search(r"sarabun-thai-400-normal\.[0-9a-f]{12}\.woff2", sheet)


def test_imports_of_our_modules_lead_to_hashed_names(settings, tmp_path, request):
    folder = tmp_path / "modules"
    folder.mkdir()
    (folder / "amount.js").write_text("export const amount = 1;\n")
    (folder / "grid.js").write_text('import { amount } from "./amount.js";\nexport { amount } from "./amount.js";\n')
    settings.STATICFILES_DIRS = [folder]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    collected = request.getfixturevalue("collected")
    grid = (collected / staticfiles_storage.stored_name("grid.js")).read_text()
    assert len(re.findall(r'"\./amount\.[0-9a-f]{12}\.js"', grid)) == 2
