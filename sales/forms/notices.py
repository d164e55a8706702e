"""Pages 11 and 40: a contact, an announcement."""

from __future__ import annotations

from typing import Any

from django import forms

from ..inbox import sentences
from ..models import Announcement, Contact, Officer
from .dates import ThaiDateField


class ContactForm(forms.ModelForm):
    class Meta:
        model = Contact
        fields = ["name", "duty", "telephone", "email"]
        widgets = {"telephone": forms.TextInput({"inputmode": "tel"})}

    def __init__(self, officer: Officer, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.officer = officer

    def clean_name(self) -> str:
        name = self.cleaned_data["name"]
        others = Contact.objects.visible_to(self.officer).exclude(pk=self.instance.pk)
        if others.filter(name=name).exists():
            raise forms.ValidationError(sentences.CONTACT_KNOWN)
        return name


class AnnouncementForm(forms.ModelForm):
    from_on = ThaiDateField(label="แสดงตั้งแต่วันที่")
    until_on = ThaiDateField(label="ถึงวันที่")

    class Meta:
        model = Announcement
        fields = ["title", "body", "from_on", "until_on", "for_district", "for_chief", "for_province", "for_department"]
        widgets = {"body": forms.Textarea({"rows": 6})}

    def clean(self) -> None:
        asked = self.cleaned_data
        if asked.get("from_on") and asked.get("until_on") and asked["until_on"] < asked["from_on"]:
            self.add_error("until_on", sentences.ENDS_BEFORE_IT_BEGINS)
        if not any(asked.get(name) for name in self.fields if name.startswith("for_")):
            self.add_error("for_district", sentences.FOR_NOBODY)
