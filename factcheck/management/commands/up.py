"""`manage.py up`: from an empty folder to an open workbench, in one command."""

from __future__ import annotations

import json
import os
import sys
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.checks import Tags
from django.core.management import call_command
from django.core.management.base import BaseCommand

from articles.models import Article
from factcheck.logins import table
from factcheck.programs import SPARING, address, programs
from factcheck.readiness import NotReady, check_everything
from factcheck.settings import env_bool
from factcheck.setup import create_people, create_roles, create_scales, fixture


class Command(BaseCommand):
    help = "Prepare the workbench where that is due, then run web, worker and beat until Ctrl-C."
    requires_system_checks: list[str] = []  # the tests make them; here they would load every page for nothing

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            check_everything()
            self.prepare(with_samples=env_bool("DEMO", True))
        except NotReady as reason:
            self.stderr.write(str(reason))
            sys.exit(1)
        except KeyboardInterrupt:
            sys.exit(130)
        become_supervisor()

    def prepare(self, *, with_samples: bool) -> None:
        """Bring the database up to date and give a new installation its people and samples."""
        call_command("migrate", verbosity=0, interactive=False, skip_checks=True)
        self.check(tags=[Tags.database], databases=["default"])
        given = fixture("roles")
        roles = create_roles(given)
        create_scales(fixture("scales"))
        self.tell_logins(create_people(given, roles, only="" if with_samples else "Administrator"))
        if with_samples and not Article.objects.exists():
            call_command("demo", stdout=self.stdout, stderr=self.stderr)

    def tell_logins(self, passwords: dict[str, str]) -> None:
        if passwords:
            people = get_user_model().objects.filter(username__in=passwords).prefetch_related("groups").order_by("pk")
            self.stdout.write(table(passwords, people, f"{address()}admin/login/"))
            self.stdout.flush()


def become_supervisor() -> None:
    """Go on as the supervisor: the same process, without the memory that preparing took."""
    sys.stdout.flush()
    sys.stderr.flush()
    supervisor = settings.BASE_DIR / "factcheck" / "supervisor.py"
    commands = [f"{name}={json.dumps(command)}" for name, command in programs().items()]
    os.chdir(settings.BASE_DIR)
    os.environ.update(SPARING)
    os.execv(sys.executable, [sys.executable, "-P", str(supervisor), address(), *commands])  # noqa: S606
