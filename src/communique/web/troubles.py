"""Errors as pages: what went wrong, in words for the person who asked."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from starlette.responses import Response

from communique.gazetteer.countries import UnknownCountry
from communique.intake.errors import IntakeError
from communique.linking.rulings import RulingError
from communique.queries.actor import UnknownActor
from communique.register.errors import Overtaken, ReadOnly, RegisterError
from communique.register.register import AsOfError
from communique.register.view import UnknownRecord
from communique.register.words import EmptyQuestion
from communique.web.ask import Ask, BadQuestion, NoRegister, Shown
from communique.web.render import respond

log = logging.getLogger(__name__)

# The first that fits: the error, the status, the message, and what of the error goes into it.
_TOLD: tuple[tuple[type[Exception], int, str, Callable[[Any], str]], ...] = (
    (NoRegister, 404, "error.no_register", lambda error: ""),
    (UnknownActor, 404, "error.unknown_actor", lambda error: error.text),
    (UnknownCountry, 404, "error.unknown_country", lambda error: error.text),
    (UnknownRecord, 404, "error.unknown_record", lambda error: str(error.args[0] if error.args else "")),
    (BadQuestion, 400, "error.bad_question", str),
    (EmptyQuestion, 400, "error.empty_question", lambda error: ""),
    (AsOfError, 400, "error.as_of", str),
    (RulingError, 400, "error.ruling", str),
    (IntakeError, 422, "error.unreadable", str),
    (Overtaken, 409, "error.overtaken", str),
    (ReadOnly, 403, "error.read_only", lambda error: ""),
    (RegisterError, 503, "error.register", str),
    (TimeoutError, 503, "error.too_slow", lambda error: ""),
)


def told(ask: Ask, error: Exception, form: str = "") -> Response:
    for kind, status, message, detail in _TOLD:
        if isinstance(error, kind):
            near = tuple(getattr(error, "near", ()))
            return _page(ask, status, ask.t(message), detail(error), near, form)
    log.error("%s could not be shown", ask.path, exc_info=error)
    return _page(ask, 500, ask.t("error.fault"), "", (), form)


def not_found(ask: Ask, status: int) -> Response:
    names = {404: "error.not_found", 405: "error.method", 408: "error.too_late", 413: "error.too_large"}
    return _page(ask, status, ask.t(names.get(status, "error.unclear")), "", (), "")


def _page(ask: Ask, status: int, what: str, detail: str, near: tuple[str, ...], form: str) -> Response:
    values = {"what": what, "detail": detail, "near": near}
    data = {"error": what, "detail": detail, "near": list(near)}
    shown = Shown("error.html.j2", what, values, data=data, status=status)
    return respond(ask, shown, form if form == ".json" else "")
