# The workbench's commands. `make run` is all a newcomer needs; PYTHON=… chooses another Python.
.POSIX:
.PHONY: run logins test lint lock bench bench-splitter bench-imports bench-desk screenshots
PY = .venv/bin/python
RUN = .venv/.installed-run
TEST = .venv/.installed-test
WORKERS = 2
PEERS = all
ROWS = 10000
CLAIMS = 100000
SECONDS = 60

run: $(RUN)
	@$(PY) manage.py up

logins: $(RUN)
	@$(PY) manage.py logins $(USERNAME)

test: $(TEST)
	@failed=; \
	$(MAKE) --no-print-directory lint || failed="$$failed lint"; \
	echo "On PostgreSQL:"; $(PY) -m tests.on_postgresql -n $(WORKERS) -q || failed="$$failed postgresql"; \
	echo "Everything, on SQLite:"; $(PY) -m pytest -n $(WORKERS) --dist loadgroup --no-loadscope-reorder -q -rs || failed="$$failed pytest"; \
	if [ -n "$$failed" ]; then echo "Failed:$$failed"; exit 1; fi

lint: $(TEST)
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy
	@.venv/bin/lint-imports

bench: bench-splitter bench-imports bench-desk

bench-splitter: $(TEST)
	@$(PY) -m tests.bench.bench_splitter $(PEERS)

bench-imports: $(TEST)
	@$(PY) -m tests.bench.bench_imports $(ROWS)

bench-desk: $(TEST)
	@$(PY) -m tests.bench.bench_desk $(CLAIMS) $(SECONDS)

screenshots: $(TEST)
	@$(PY) -m tests.journeys.screenshots

lock: $(TEST)
	@$(PY) -m uv --version >/dev/null 2>&1 || $(PY) -m pip install --quiet --disable-pip-version-check uv
	@$(PY) -m uv pip compile --quiet --universal --no-header --python-version 3.11 pyproject.toml -o requirements.txt
	@$(PY) -m uv pip compile --quiet --universal --no-header --python-version 3.11 --extra test -c requirements.txt pyproject.toml -o tests/requirements.txt
	@$(PY) -m uv pip compile --quiet --universal --no-header --python-version 3.11 --group bench -o tests/bench/requirements.txt

$(RUN): requirements.txt
	@factcheck/venv.sh requirements.txt
	@touch $@

$(TEST): tests/requirements.txt requirements.txt
	@factcheck/venv.sh tests/requirements.txt
	@touch $@ $(RUN)
