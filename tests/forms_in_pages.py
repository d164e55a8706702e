"""A page's form as a browser without scripts would post it."""

from html.parser import HTMLParser
from urllib.parse import urljoin


class PageForm(HTMLParser):
    """The fields of the form with this id, wherever they stand in the page, and its buttons by their words."""

    def __init__(self, page, form: str) -> None:
        super().__init__()
        self.wanted, self.inside = form, False
        self.address, self.method = "", "get"
        self.fields: list[list[str]] = []
        self.buttons: list[dict[str, str]] = []
        self._words: list[str] | None = None
        self._select = ""
        self.here = page.request["PATH_INFO"]
        self.feed(page.content.decode())

    def handle_starttag(self, tag, attributes):
        attrs = {name: value or "" for name, value in attributes}
        if tag == "form" and attrs.get("id") == self.wanted:
            self.inside, self.address, self.method = True, attrs["action"], attrs["method"]
        elif tag == "option" and self._select and "selected" in attrs:
            self.fields.append([self._select, attrs["value"]])
        elif attrs.get("form", self.wanted if self.inside else "") != self.wanted:
            return
        elif tag == "select":
            self._select = attrs["name"]
        elif tag == "input" and "name" in attrs:
            is_box = attrs.get("type") in ("radio", "checkbox")
            if not is_box or "checked" in attrs:
                self.fields.append([attrs["name"], attrs.get("value", "on" if is_box else "")])
        elif tag == "button":
            self.buttons.append({**attrs, "words": ""})
            self._words = []

    def handle_endtag(self, tag):
        if tag == "form":
            self.inside = False
        if tag == "select":
            self._select = ""
        if tag == "button" and self._words is not None:
            self.buttons[-1]["words"] = " ".join("".join(self._words).split())
            self._words = None

    def handle_data(self, data):
        if self._words is not None:
            self._words.append(data)

    def values(self, name: str) -> list[str]:
        return [value for field, value in self.fields if field == name]

    def type(self, name: str, *texts: str) -> None:
        """Into the fields of that name, in their order; a radio or a box that was empty is added."""
        places = [field for field in self.fields if field[0] == name]
        for place, text in zip(places, texts, strict=False):
            place[1] = text
        self.fields += [[name, text] for text in texts[len(places) :]]

    def _amounts(self, row: int) -> list[list[str]]:
        """The four cells of a row of the entry page."""
        rows = [value.split()[0] for value in self.values("read")]
        cells = [field for field in self.fields if field[0] == "amount"]
        return cells[4 * rows.index(str(row)) :][:4] if str(row) in rows else []

    def amounts_of(self, row: int) -> list[str]:
        return [value for _, value in self._amounts(row)]

    def type_amounts(self, row: int, *texts: str) -> None:
        for cell, text in zip(self._amounts(row), texts, strict=False):
            cell[1] = text

    def press(self, client, words: str, value: str | None = None):
        """Send by the button with these words (and this value); redirections are followed as by a browser."""
        button = next(
            each for each in self.buttons if each["words"] == words and (value is None or each.get("value") == value)
        )
        data: dict[str, list[str]] = {}
        for name, text in [*self.fields, *([(button["name"], button["value"])] if "name" in button else [])]:
            data.setdefault(name, []).append(text)
        address = urljoin(self.here, button.get("formaction", self.address))
        return getattr(client, self.method)(address, data, follow=True)
