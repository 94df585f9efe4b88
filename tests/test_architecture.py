"""The house rules that import contracts cannot say."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PRODUCT = [
    path
    for app in ("factcheck", "articles", "reviews")
    for path in (ROOT / app).rglob("*.py")
    if "migrations" not in path.parts
]
TEMPLATES = [path for app in ("factcheck", "articles", "reviews") for path in (ROOT / app).rglob("*.html")]
REPORT_FILE = ROOT / "reviews/templates/reviews/reports/head.html"  # of a file that is downloaded, never served
SCRIPTS = [path for app in ("factcheck", "articles", "reviews") for path in (ROOT / app).rglob("*.js")]


def lines_matching(paths: list[Path], pattern: str) -> list[str]:
    rule = re.compile(pattern)
    return [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in paths
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if rule.search(line)
    ]


def test_the_state_of_a_review_is_assigned_in_one_place():
    of_reviews = [path for path in PRODUCT if not path.is_relative_to(ROOT / "articles")]
    assigned = lines_matching(of_reviews, r"(\.state = |update\([^)]*\bstate=|\"state\": target)")
    assert len(assigned) == 1, assigned
    assert assigned[0].startswith("reviews/models/")


def test_only_reviews_choose_and_put_aside_claims():
    callers = lines_matching(PRODUCT, r"\.set_triage\(")
    assert callers
    assert all(caller.startswith("reviews/models/") for caller in callers), callers


def test_no_product_file_imports_tests_or_data():
    assert lines_matching(PRODUCT, r"^\s*(from|import) (tests|seeds|fixtures)\b") == []


def test_articles_never_reach_reviews_not_even_by_name():
    articles = [path for path in PRODUCT if path.is_relative_to(ROOT / "articles")]
    assert lines_matching(articles, r"(get_model\(\"reviews|^\s*(from|import) reviews\b|\"reviews\.\w+\.\w)") == []


def test_markup_is_never_declared_safe():
    assert lines_matching(PRODUCT, r"(mark_safe|SafeString|csrf_exempt|shell=True|verify=False)") == []
    assert lines_matching(TEMPLATES, r"(\|\s*safe\b|autoescape off)") == []


def test_pages_carry_no_inline_script_or_style():
    pages = [path for path in TEMPLATES if path != REPORT_FILE]
    assert lines_matching(pages, r"<style|<script(?![^>]*\bsrc=)|\sstyle=|\son\w+=|javascript:|hx-on") == []
    assert lines_matching(SCRIPTS, r"(\beval\(|new Function\(|innerHTML|insertAdjacentHTML|document\.write)") == []


def test_nothing_comes_from_another_host():
    pattern = r"""(src|href)=["'](https?:)?//"""
    assert lines_matching(TEMPLATES, pattern) == []


def test_no_unfinished_work_is_left_lying():
    pattern = r"\b(TODO|FIXME|XXX|NotImplementedError|for now)\b"
    assert lines_matching([*PRODUCT, *TEMPLATES, *SCRIPTS], pattern) == []


def test_no_pattern_repeats_a_group_possessively():
    """Python 3.11.0 to 3.11.3 reads such repetitions wrongly: it misses matches, or never comes back."""
    assert not lines_matching(PRODUCT, r"\)(?:[*+?]|\{\d*,?\d*\})\+")


def test_only_the_fetching_and_mail_parts_open_sockets():
    """The supervisor looks whether a port, a database and a broker answer; it lives in factcheck."""
    product = [
        path for path in PRODUCT if path.is_relative_to(ROOT / "articles") or path.is_relative_to(ROOT / "reviews")
    ]
    pattern = r"^\s*(import|from) (socket|http\.client|urllib\.request|requests|httpx|urllib3|aiohttp)\b"
    allowed = [line for line in lines_matching(product, pattern) if not line.startswith("articles/fetching")]
    assert allowed == []


@pytest.mark.parametrize("path", PRODUCT, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_file_says_its_job_and_stays_small(path):
    text = path.read_text()
    lines = text.splitlines()
    assert len(lines) <= 480, f"{len(lines)} lines"
    if lines:
        assert text.startswith(('"""', "#!/usr/bin/env", 'r"""')), "no line that says what the file is for"


def test_the_splitter_loads_without_django():
    code = "import sys, articles.splitting; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_the_type_checker_and_the_import_contracts_are_part_of_the_checks():
    makefile = (ROOT / "Makefile").read_text()
    for tool in ("ruff check", "ruff format --check", "mypy", "lint-imports"):
        assert tool in makefile
