from django import forms
from django.core.files.uploadedfile import UploadedFile

from ..imports import UPLOAD, Source, sentences


class UploadForm(forms.Form):
    file = forms.FileField(
        label="ไฟล์ CSV หรือ Excel (.xlsx)",
        allow_empty_file=True,
        widget=forms.FileInput({"accept": ".csv,.xlsx,.txt"}),
        error_messages={"required": sentences.NO_FILE},
    )

    def clean_file(self) -> Source:
        file: UploadedFile = self.cleaned_data["file"]
        if file.size > UPLOAD.file_bytes:
            raise forms.ValidationError(sentences.too_large(UPLOAD.file_bytes))
        return Source(file.name, file.read())


class TicketForm(forms.Form):
    """What the preview hands to the import: the ticket of the file that waits."""

    ticket = forms.CharField(max_length=1000, widget=forms.HiddenInput)
