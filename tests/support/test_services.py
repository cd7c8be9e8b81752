"""The services of the tests are themselves what they say: a real broker, database, worker and browser."""

from __future__ import annotations

import psycopg
import pytest
from celery import current_app
from django.db import connection
from playwright.sync_api import Page

from portal.celery import app
from tests.support.databases import Valkey
from tests.support.worker import Worker


def test_broker_answers_and_keeps_messages(valkey: Valkey, valkey_url: str) -> None:
    policy = valkey.client.config_get("maxmemory-policy")
    assert policy == {"maxmemory-policy": "noeviction"}
    assert valkey_url.startswith("redis+socket:///")


def test_each_test_gets_an_empty_postgres_database(postgres_url: str) -> None:
    dsn = postgres_url.replace("postgres://", "postgresql://")
    with psycopg.connect(dsn) as link:
        tables = link.execute("SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'").fetchone()
    assert tables == (0,)


@pytest.mark.both_databases
def test_worker_answers_and_comes_back_after_a_kill(celery_worker: Worker) -> None:
    assert len(app.control.ping(timeout=5) or []) == 1
    celery_worker.kill()
    celery_worker.start()
    assert len(app.control.ping(timeout=5) or []) == 1


def test_browser_reads_russian(page: Page) -> None:
    page.set_content("<p>Календарный план</p>")
    assert page.inner_text("p") == "Календарный план"
    assert page.evaluate("navigator.language") == "ru-RU"


@pytest.mark.both_databases
def test_celery_of_the_web_process_is_the_portals(db: None) -> None:
    assert current_app.main == "portal"
    assert connection.vendor in {"sqlite", "postgresql"}
