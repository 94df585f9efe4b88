#!/bin/sh
# Makes .venv with a Python that will do, and installs a list of packages into it: factcheck/venv.sh REQUIREMENTS
# PYTHON names another Python than the newest one found.
set -eu
cd "$(dirname "$0")/.."
python=.venv/bin/python

die() {
  echo "$1" >&2
  exit 1
}

is_new_enough() {
  "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

makes_venvs() {
  "$1" -c 'import ensurepip, venv' 2>/dev/null
}

version_of() {
  "$1" -c 'import platform; print(platform.python_version())' 2>/dev/null
}

choose() {
  lacking=""
  for name in ${PYTHON:-python3.14 python3.13 python3.12 python3.11 python3 python}; do
    is_new_enough "$name" || continue
    if makes_venvs "$name"; then
      chosen=$name
      return
    fi
    lacking=$name
  done
  if [ -n "$lacking" ]; then
    die "$lacking comes without its venv module; install it (Debian, Ubuntu: apt-get install python3-venv)."
  elif [ -n "${PYTHON:-}" ]; then
    found=$(version_of "$PYTHON") || die "$PYTHON is no Python that runs; name another with PYTHON=…."
    die "The workbench needs Python 3.11 or newer; $PYTHON is $found."
  else
    found=$(version_of python3) || die "The workbench needs Python 3.11 or newer; none was found. Name one with PYTHON=…."
    die "The workbench needs Python 3.11 or newer; python3 is $found. Name another with PYTHON=…."
  fi
}

if ! is_new_enough "$python" || ! "$python" -m pip --version >/dev/null 2>&1; then
  choose
  [ -w . ] || die "The folder $(pwd) cannot be written to; the workbench keeps its Python packages there."
  echo "Making .venv with Python $(version_of "$chosen")"
  "$chosen" -m venv --clear .venv || die "$chosen could not make .venv; see above for why."
fi

echo "Installing $1 (the first time this takes a minute or two)"
"$python" -m pip install -qq --disable-pip-version-check --no-input -r "$1" \
  || die "The packages of $1 could not be installed; see above for why."
