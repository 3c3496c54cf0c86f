"""The demo's people, whose codes arrive at /demo/mail."""

from collections.abc import Sequence

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils.translation import gettext as _

from civicloop.core.region import pack
from civicloop.people.access import BodyRole, PlatformRole
from civicloop.people.models import Body, Member, User


@transaction.atomic
def ensure_person(  # noqa: PLR0913 - what makes up a person; all by name
    *,
    email: str,
    display_name: str,
    roles: Sequence[PlatformRole] = (),
    body: str | None = None,
    body_role: BodyRole | None = None,
    place_code: str = "",
    language: str = "en",
) -> User:
    """Return the sample person with an e-mail address, made if need be: confirmed, with roles, in a body (by slug).

    Doing it again changes nothing; what somebody changed in the demo stays.
    """
    person = User.objects.filter(email=email).first()
    if person is None:
        person = User.objects.create_user(
            email,
            display_name=display_name,
            roles=[str(role) for role in roles],
            place_code=place_code,
            language=language,
            sample=True,
        )
    EmailAddress.objects.get_or_create(user=person, email=email, defaults={"verified": True, "primary": True})
    if body is not None and body_role is not None:
        Member.objects.get_or_create(body_id=body, person=person, defaults={"role": str(body_role)})
    return person


def ensure_demo_people() -> list[tuple[str, str]]:
    """Make the demo's accounts and return, for each, its e-mail address and what it can do."""
    body = Body.objects.working().filter(kind=Body.Kind.AGENCY).first()
    places = pack().municipalities
    ensure_person(email="resident@demo.example", display_name="Noor", place_code=places[0].code if places else "")
    ensure_person(email="moderator@demo.example", display_name="Moussa", roles=[PlatformRole.MODERATOR])
    ensure_person(
        email="body@demo.example",
        display_name="Bénédicte",
        body=body.slug if body else None,
        body_role=BodyRole.MANAGER,
    )
    ensure_person(email="admin@demo.example", display_name="Ada", roles=[PlatformRole.ADMIN])
    return [
        ("resident@demo.example", _("a resident")),
        ("moderator@demo.example", _("moderator of the platform")),
        (
            "body@demo.example",
            _("editor and manager of the public body “%(body)s”") % {"body": body.name.best("en") if body else "–"},
        ),
        ("admin@demo.example", _("platform admin")),
    ]
