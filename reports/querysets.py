from typing import Any, Self

from django.db import models

from sales.querysets import TallyQuerySet


class PublishedCellQuerySet(models.QuerySet):
    # What was public at a moment; without one, now. Cells are closed and begun like the tally's lines.
    at = TallyQuerySet.at

    def visible_to(self, reader: Any) -> Self:
        """The newest publication, to anybody: all of it was made to be read by the public."""
        return self.at(None)
