"""`manage.py logins`: new passwords for the people the workbench came with, or for one person."""

from __future__ import annotations

from typing import Any

from axes.utils import reset
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser

from factcheck.logins import table
from factcheck.programs import address
from factcheck.setup import fixture, new_password, shipped_people


class Command(BaseCommand):
    help = "Set and print a new password for each person the workbench came with, or for those named."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("usernames", nargs="*", metavar="USERNAME")

    def handle(self, *args: Any, **options: Any) -> None:
        names = options["usernames"] or [given["person"] for given, _ in shipped_people(fixture("roles"))]
        people = list(
            get_user_model()
            .objects.filter(username__in=names, is_active=True)
            .prefetch_related("groups")
            .order_by("pk")
        )
        unknown = set(options["usernames"]) - {person.username for person in people}
        if unknown:
            raise CommandError(f"Nobody active works here as {', '.join(sorted(unknown))}.")
        if not people:
            raise CommandError("Nobody the workbench came with works here; name a person: `manage.py logins USERNAME`.")
        passwords = {person.username: new_password() for person in people}
        for person in people:
            person.set_password(passwords[person.username])
            person.save(update_fields=["password"])
            reset(username=person.username)
        self.stdout.write(table(passwords, people, f"{address()}admin/login/"))
