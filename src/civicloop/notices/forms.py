"""What a follow button sends."""

from django import forms
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme


class FollowForm(forms.Form):
    """The thing to follow, and where to go afterwards."""

    kind = forms.CharField(max_length=20, widget=forms.HiddenInput)
    key = forms.CharField(max_length=60, widget=forms.HiddenInput)
    next = forms.CharField(max_length=500, required=False, widget=forms.HiddenInput)

    def back(self, request: HttpRequest) -> str:
        """Return the address to go to afterwards: a page of this site, else the list of what the person follows."""
        wanted = str(self.cleaned_data.get("next") or "")
        inside = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()})
        return wanted if wanted and inside else reverse("notices:follow-list")
