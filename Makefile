# The only commands to know. `make` alone lists them.
PYTHON ?= python3
PY := .venv/bin/python
PYBOT := bot/.venv/bin/python
export RASA_TELEMETRY_ENABLED = false
export PYTHONDONTWRITEBYTECODE =

.DEFAULT_GOAL := help
.PHONY: help install run test fuzz check fix train evaluate questions avis bench bench-engine bench-scale chaos docs clean

help: ## list the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

install: ## install both Python environments from their lock files
	@$(PYTHON) scripts/installer.py

run: install ## serve everything on http://127.0.0.1:8080 (PORT=… changes it; Ctrl-C stops)
	@exec $(PY) -m scripts.lancer

test: install ## set up and pass every test
	@$(PY) -m scripts.tester

fuzz: install ## try the API's description at length, KAIROS_FUZZ examples on each route
	@KAIROS_FUZZ=$${KAIROS_FUZZ:-100} $(PY) -m pytest -q -s tests/engine/api/test_schemathesis.py

check: install ## ruff, mypy, import contracts, YAML, French typography
	@$(PY) -m ruff check . && $(PY) -m ruff format --check . && $(PY) -m mypy && .venv/bin/lint-imports
	@.venv/bin/yamllint --strict catalogue parametres data config.yml domain.yml endpoints.yml credentials.yml
	@$(PY) -m scripts.typographie

fix: install ## put right what ruff and the typography can
	@$(PY) -m ruff check --fix . ; $(PY) -m ruff format . ; $(PY) -m scripts.typographie --fix

train: install ## train the model when its sources changed, deploy it unless it lost (ACCEPTER=1: even then)
	@$(PYBOT) -m bot.entrainer --exiger

evaluate: install ## figures of understanding on held-out questions, report in var/evaluation (FILE=… for another set)
	@$(PYBOT) -m bot.entrainer && $(PYBOT) scripts/evaluate.py $(FILE)

questions: ## understand each line of FILE=….jsonl, by the code of the live assistant
	@$(PY) scripts/questions.py $(FILE)

avis: install ## what people think of the answers: totals, and masked phrases to review in var/avis/
	@$(PY) -m scripts.avis

bench: install ## speed and accuracy, beside the stock French Rasa and plain methods (PARTIES="notre simples" for some)
	@$(PY) -m bench $(PARTIES)

bench-engine: install ## the engine alone: operations with eight callers, reads of 500 people, a LHEO file of 60,000 sessions
	@$(PY) -m bench.moteur

bench-scale: install ## what size costs, to a million journal rows; draws docs/images/echelle.png
	@nice $(PY) -m bench.echelle

docs: install ## draw the statuses and the data model into docs/, from the code
	@$(PY) -m scripts.dessiner

chaos: install ## break it for half an hour: kill -9, PostgreSQL crashes, every commit boundary; figures in var/chaos.json
	@nice -n 10 $(PY) -m tests.chaos

clean: ## remove what a run leaves (var/), not the environments
	@rm -rf var
