"""An endpoint of the OpenAI kind for tests: a server on loopback that says what it is told to and remembers what it was sent,
and a small stand-in for the ``openai`` package, used only where the real one is not installed.
"""

from __future__ import annotations

import http.client
import importlib.util
import json
import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import ModuleType, SimpleNamespace, TracebackType
from typing import Any
from urllib.parse import urlsplit

import pytest

INSTALLED = importlib.util.find_spec("openai") is not None
"""Whether the real package is there; the tests of the client then hold for it."""

Answering = Callable[[dict[str, Any]], "Served"]


@dataclass(frozen=True, slots=True)
class Served:
    """What the server sends."""

    status: int = 200
    body: Any = None
    headers: tuple[tuple[str, str], ...] = ()
    waits: bool = False
    """It sends nothing until the test is over."""


@dataclass(slots=True)
class Server:
    """A running endpoint."""

    url: str = ""
    answer: Answering = field(default=lambda sent: Served(body=completion("{}")))
    sent: list[dict[str, Any]] = field(default_factory=list)
    """Bodies of the requests."""
    seen: list[dict[str, str]] = field(default_factory=list)
    """Their headers, names in lower case, with ``path``."""
    over: threading.Event = field(default_factory=threading.Event)


def completion(text: str | None, *, refusal: str | None = None, finish: str = "stop") -> dict[str, Any]:
    """A chat completion with one choice."""
    message = {"role": "assistant", "content": text, "refusal": refusal}
    choice = {"index": 0, "message": message, "finish_reason": finish, "logprobs": None}
    return {"id": "c1", "object": "chat.completion", "created": 0, "model": "toy", "choices": [choice]}


def replying(answers: dict[str, str], *, default: tuple[str, str] = ("no", "")) -> Answering:
    """A server that says yes to some items with a quotation each, and the same to all others."""

    def answer(sent: dict[str, Any]) -> Served:
        return Served(body=completion(opinion(sent["messages"][1]["content"], answers, default)))

    return answer


def opinion(data: str, answers: dict[str, str], default: tuple[str, str] = ("no", "")) -> str:
    """A well-formed reply to a request's data."""
    items = []
    for one in json.loads(data)["items"]:
        said, quote = ("yes", answers[one["id"]]) if one["id"] in answers else default
        items.append({"id": one["id"], "answer": said, "quote": quote})
    return json.dumps({"items": items}, ensure_ascii=False)


@contextmanager
def serving() -> Iterator[Server]:
    """An endpoint on a free port of loopback."""
    server = Server()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            server.sent.append(body)
            server.seen.append({name.lower(): value for name, value in self.headers.items()} | {"path": self.path})
            served = server.answer(body)
            if served.waits:
                server.over.wait(20)
                return
            raw = served.body if isinstance(served.body, bytes) else json.dumps(served.body).encode()
            self.send_response(served.status)
            for name, value in (("Content-Type", "application/json"), *served.headers):
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    listener = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    listener.daemon_threads = True
    thread = threading.Thread(target=listener.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    server.url = f"http://127.0.0.1:{listener.server_address[1]}/v1"
    try:
        yield server
    finally:
        server.over.set()
        listener.shutdown()
        listener.server_close()
        thread.join()


def without_openai(monkeypatch: pytest.MonkeyPatch) -> None:
    """The package is not installed, whether it is or not."""
    find = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name, *more: None if name == "openai" else find(name, *more)
    )


def with_openai(monkeypatch: pytest.MonkeyPatch) -> None:
    """The package is installed: the real one, else the stand-in."""
    if INSTALLED:
        return
    module = stand_in()
    monkeypatch.setitem(sys.modules, "openai", module)
    monkeypatch.setattr(importlib.util, "find_spec", lambda name, *more: SimpleNamespace(name=name))


def stand_in() -> ModuleType:
    """The few names of ``openai`` that Podium uses, over the standard library, with its defaults
    for redirections, proxies and accounts."""

    class OpenAIError(Exception):
        pass

    class APIConnectionError(OpenAIError):
        pass

    class APITimeoutError(APIConnectionError):
        pass

    class APIStatusError(OpenAIError):
        def __init__(self, status_code: int) -> None:
            super().__init__(status_code)
            self.status_code = status_code

    class _Closing:
        def __init__(self, **settings: Any) -> None:
            self.settings = settings
            self.chat = SimpleNamespace(completions=SimpleNamespace(create=self._create))

        def __enter__(self) -> Any:
            return self

        def __exit__(self, kind: type[BaseException] | None, error: Any, trace: TracebackType | None) -> None:
            pass

        def _create(self, **body: Any) -> Any:
            web = self.settings["http_client"].settings
            proxy = os.environ.get("http_proxy") if web.get("trust_env", True) else None
            status, raw, place = self._post(proxy or f"{self.settings['base_url']}/chat/completions", body)
            if status == 307 and web.get("follow_redirects", True):
                status, raw, _ = self._post(place, body)
            if status >= 300:
                raise APIStatusError(status)
            return json.loads(raw, object_hook=lambda found: SimpleNamespace(**found))

        def _post(self, url: str, body: dict[str, Any]) -> tuple[int, bytes, str]:
            place = urlsplit(url)
            line = http.client.HTTPConnection(place.hostname or "", place.port, timeout=self.settings["timeout"])
            headers = {"Content-Type": "application/json", "Authorization": f"Bearer {self.settings['api_key']}"}
            if "OpenAI-Organization" not in self.settings.get("default_headers", {}):
                headers["OpenAI-Organization"] = os.environ.get("OPENAI_ORG_ID", "")
            try:
                line.request("POST", place.path, json.dumps(body), headers)
                answer = line.getresponse()
                return answer.status, answer.read(), answer.getheader("Location", "")
            except TimeoutError as error:
                raise APITimeoutError from error
            except (OSError, http.client.HTTPException) as error:
                raise APIConnectionError from error
            finally:
                line.close()

    module = ModuleType("openai")
    names: dict[str, Any] = {
        "OpenAIError": OpenAIError,
        "APIConnectionError": APIConnectionError,
        "APITimeoutError": APITimeoutError,
        "APIStatusError": APIStatusError,
        "OpenAI": _Closing,
        "DefaultHttpxClient": _Closing,
        "Omit": object,
    }
    for name, value in names.items():
        setattr(module, name, value)
    return module
