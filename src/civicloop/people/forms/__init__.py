"""Forms of this room.

allauth imports this module while it loads its own forms, so nothing here may import those; see `accounts.py`.
"""

from civicloop.people.forms.profile import ProfileForm, SignupExtras

__all__ = ["ProfileForm", "SignupExtras"]
