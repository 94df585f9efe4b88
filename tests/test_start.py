"""The project starts: the migrations are complete and the log-in page answers."""

import os
import subprocess
import sys

import pytest
from django.core.management import call_command

from tests.conftest import ROOT


@pytest.mark.django_db
def test_migrations_are_complete():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.django_db
def test_somebody_unknown_is_sent_to_log_in(client):
    response = client.get("/", follow=True)
    assert response.redirect_chain[-1][0].startswith("/admin/login/")
    assert response.status_code == 200


def test_a_deployment_behind_https_passes_its_check(tmp_path):
    environment = os.environ | {"PUBLIC_URL": "https://checks.example.org", "DATA_DIR": str(tmp_path)}
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    told = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr


def started_with(folder, *command):
    environment = os.environ | {"DATA_DIR": str(folder), "SECRET_KEY": ""}
    line = [sys.executable, "manage.py", *command]
    return subprocess.run(line, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_the_data_folder_is_for_its_owner_alone(tmp_path):
    assert started_with(tmp_path / "new", "check").returncode == 0
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o700


def test_an_empty_key_is_told_in_one_sentence(tmp_path):
    (tmp_path / "secret_key").touch()
    told = started_with(tmp_path, "up")
    assert told.returncode and "Delete it" in told.stderr + told.stdout and "Traceback" not in told.stderr
