"""The way to an OpenAI-compatible endpoint with the official ``openai`` package, which is imported only when a question is
really sent. Loopback only unless somebody allowed more: on loopback no proxy of the environment is used, and nowhere is a
redirection followed, for either would carry the text elsewhere.
"""

from __future__ import annotations

import importlib.util
import ipaddress
import queue
import re
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final, Literal, Protocol

from simulator.assessor.prompt import SEED, TEMPERATURE, Request
from simulator.errors import UnavailableError

Why = Literal["protected", "timeout", "unreachable", "refused", "unreadable", "too_few"]
"""Why there is no second opinion."""

TIMEOUT: Final = 60.0
"""Real seconds that one attempt may take, from question to whole reply."""
ATTEMPTS: Final = 2
"""One question and one retry (MESSAGE_SCORING section 11)."""
_URL: Final = re.compile(
    r"https?://(?P<host>\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9.-]+)(?::\d{1,5})?(?:/[A-Za-z0-9._~%/-]*)?", re.ASCII
)
"""An address without user, query, fragment or any character that two readers of addresses may understand differently."""


class NoReplyError(Exception):
    """An endpoint gave no reply that can be used."""

    def __init__(self, why: Why, *, again: bool = False) -> None:
        """Keep why, and whether asking again may help."""
        super().__init__(why)
        self.why: Why = why
        self.again = again


class Endpoint(Protocol):
    """Something that replies to a request: the client of this module, or a test's own."""

    @property
    def model(self) -> str:
        """The model's name."""

    def reply(self, request: Request) -> str:
        """The text of one reply to one attempt.

        Raises:
            NoReplyError: there is none.
        """


@dataclass(frozen=True, slots=True)
class Settings:
    """Where a second opinion comes from."""

    url: str
    model: str
    key: str = field(default="", repr=False)
    """Key of the endpoint; local ones want any and read none."""
    allow_remote: bool = False
    timeout: float = TIMEOUT


def checked(settings: Settings) -> Settings:
    """The settings, if they name an endpoint that may be asked.

    Raises:
        UnavailableError: no endpoint or model is named, the address is none, or it is not on this machine and nobody
            allowed that.
    """
    if not settings.url.strip() or not settings.model.strip():
        raise UnavailableError(
            "no second opinion, because no endpoint is named; set PODIUM_LLM_URL (such as http://localhost:11434/v1) and "
            "PODIUM_LLM_MODEL, or give --llm-url and --llm-model"
        )
    match = _URL.fullmatch(settings.url.strip())
    if match is None or not _is_host(match["host"]):
        raise UnavailableError(
            f"no second opinion, because {settings.url!r} is no address of an endpoint; give one such as "
            "http://localhost:11434/v1, without user, query or fragment"
        )
    if not settings.allow_remote and not is_loopback(match["host"]):
        raise UnavailableError(
            f"no second opinion, because {match['host']} is not this machine and the text would leave it; name an endpoint "
            "on localhost, or allow it with --allow-remote"
        )
    return settings


def _is_host(host: str) -> bool:
    """Whether what stands in brackets is an address; a name is looked up when it is asked."""
    try:
        return not host.startswith("[") or bool(ipaddress.IPv6Address(host.strip("[]")))
    except ValueError:
        return False


def is_loopback(host: str) -> bool:
    """Whether a host is this machine: ``localhost`` or a loopback address, and no name that merely looks like one."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


@dataclass(slots=True)
class OpenAIEndpoint:
    """An endpoint that speaks the chat completions of the OpenAI API."""

    settings: Settings

    @property
    def model(self) -> str:
        """The model's name."""
        return self.settings.model

    @classmethod
    def of(cls, settings: Settings) -> OpenAIEndpoint:
        """The endpoint that the settings name; nothing is sent yet.

        Raises:
            UnavailableError: the settings name none that may be asked, or the ``openai`` package is not installed.
        """
        endpoint = cls(checked(settings))
        if importlib.util.find_spec("openai") is None:
            raise UnavailableError(
                "no second opinion, because the openai package is not installed; install it with "
                "python -m pip install 'podium[llm]'"
            )
        return endpoint

    def reply(self, request: Request) -> str:
        """The text of one reply.

        Raises:
            NoReplyError: time ran out, the endpoint could not be reached or did not serve the request, or it refused.
        """
        import openai  # outside the limit: the first import takes a second

        return within(self.settings.timeout, lambda: self._ask(openai, request))

    def _ask(self, openai: Any, request: Request) -> str:
        settings = self.settings
        try:
            # On this machine no proxy may stand between; a redirection is followed nowhere.
            with (
                openai.DefaultHttpxClient(
                    follow_redirects=False, trust_env=not is_loopback(_host(settings.url))
                ) as http,
                openai.OpenAI(
                    base_url=settings.url.strip(),
                    api_key=settings.key or "unused",
                    timeout=settings.timeout,
                    max_retries=0,
                    http_client=http,
                    # Whoever has an account elsewhere does not tell this endpoint of it.
                    default_headers={"OpenAI-Organization": openai.Omit(), "OpenAI-Project": openai.Omit()},
                ) as client,
            ):
                answer = client.chat.completions.create(
                    model=settings.model, messages=request.messages, temperature=TEMPERATURE, seed=SEED
                )
                return _text_of(answer)
        except openai.APITimeoutError:
            raise NoReplyError("timeout", again=True) from None
        except openai.APIStatusError as error:
            again = error.status_code == 429 or error.status_code >= 500
            raise NoReplyError("unreachable", again=again) from None
        except openai.APIConnectionError:
            raise NoReplyError("unreachable", again=True) from None
        except (openai.OpenAIError, ValueError, TypeError, AttributeError, LookupError):
            # What an endpoint sends is not ours: a reply of any other shape than the API's is no reply.
            raise NoReplyError("unreadable") from None


def _text_of(answer: Any) -> str:
    """The words of a completion."""
    choice = answer.choices[0]
    if getattr(choice.message, "refusal", None) or choice.finish_reason == "content_filter":
        raise NoReplyError("refused")
    text = choice.message.content
    if not isinstance(text, str) or not text.strip():
        raise NoReplyError("unreadable")
    return text


def _host(url: str) -> str:
    match = _URL.fullmatch(url.strip())
    return match["host"] if match is not None else ""


def within(seconds: float, ask: Callable[[], str]) -> str:
    """What a question returns, if it does so in time.

    The package's own limit starts anew with every byte, so an endpoint that sends one now and then would hold us for ever;
    a question that is late is left to its thread, which ends with the process.

    Raises:
        NoReplyError: the question raised it, or time ran out.
    """
    done: queue.SimpleQueue[str | Exception] = queue.SimpleQueue()

    def run() -> None:
        try:
            done.put(ask())
        except Exception as error:
            done.put(error)

    threading.Thread(target=run, name="second-opinion", daemon=True).start()
    try:
        found = done.get(timeout=seconds)
    except queue.Empty:
        raise NoReplyError("timeout", again=True) from None
    if isinstance(found, Exception):
        raise found
    return found


def reply_of(endpoint: Endpoint, request: Request) -> str:
    """A reply, after one retry where that may help.

    Raises:
        NoReplyError: there is none.
    """
    for attempt in range(1, ATTEMPTS + 1):
        try:
            return endpoint.reply(request)
        except NoReplyError as error:
            if not error.again or attempt == ATTEMPTS:
                raise
    raise AssertionError("the last attempt returns or raises")
