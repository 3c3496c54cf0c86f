"""Platform roles and lost second steps from the command line: the way to a region's first admin."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from civicloop.core.errors import CivicError
from civicloop.people.access import PlatformRole
from civicloop.people.actions.role import grant_role, revoke_role
from civicloop.people.actions.second_factor import remove_second_factor
from civicloop.people.models import User

ROLES = [str(role) for role in PlatformRole]


class Command(BaseCommand):
    """`manage person E-MAIL --grant admin`."""

    help = "Give or take a platform role, or remove the second step of somebody who lost their phone."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the options."""
        parser.add_argument("email", help="E-mail address of somebody who has signed up.")
        parser.add_argument("--grant", choices=ROLES, help="Give this role.")
        parser.add_argument("--revoke", choices=ROLES, help="Take this role.")
        parser.add_argument(
            "--remove-second-factor", action="store_true", help="Remove passkeys, app and recovery codes."
        )

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002
        """Do what was asked, then say what the person's roles are."""
        person = User.objects.confirmed_email(options["email"])
        if person is None:
            raise CommandError(
                f"Nobody has signed up with {options['email']} and confirmed it. They do that on the site first."
            )
        try:
            if options["grant"]:
                grant_role(by=None, person=person, role=PlatformRole(options["grant"]))
            if options["revoke"]:
                revoke_role(by=None, person=person, role=PlatformRole(options["revoke"]))
        except CivicError as error:
            raise CommandError(str(error)) from error
        if options["remove_second_factor"]:
            remove_second_factor(by=None, person=person, reason="asked for on the command line")
        person.refresh_from_db()
        self.stdout.write(f"{options['email']}: {', '.join(person.roles) or 'no platform role'}")
