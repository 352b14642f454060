"""Addresses of every page of a register, found by following it: for tests that open them all."""

from __future__ import annotations

from starlette.testclient import TestClient

from communique.register.view import View


def addresses(view: View) -> list[str]:
    """One of each kind of page, and more of those that show reports."""
    items = view.happenings()
    pairs = dict.fromkeys(tuple(item.countries[:2]) for item in items if len(item.countries) >= 2)
    actors = [id for item in items for ids in item.roles.values() for id in ids]
    members = [member for item in items for member in item.members]
    return [
        "/",
        "/read",
        *(f"/dossier/{a}/{b}" for a, b in pairs),
        *(f"/dossier/{a}/{b}?kind=visit&kind=meeting&stage=done" for a, b in list(pairs)[:1]),
        "/timeline",
        "/timeline?kind=visit&since=2024-01-01&until=2024-12-31",
        *(f"/event/{item.id}" for item in items[:12]),
        *(f"/actor/{id}" for id in dict.fromkeys(actors)),
        "/who",
        "/who?position=министр обороны&country=Кыргызстан&day=2024-05-01",
        "/search",
        "/search?q=министр",
        "/search?q=визит&kind=visit&since=2024-01-01",
        "/promises",
        "/promises?status=overdue",
        "/network",
        "/network?type=body",
        "/compare",
        "/compare?then=2000-01-01",
        *(f"/history/{item.id}" for item in items[:3]),
        "/review",
        "/review/merges",
        "/review/rulings",
        *(f"/review/record/{member.report}/{member.id}" for member in members),
        *(f"/report/{key}" for key in view.reports()),
        *(f"/report/{key}?at=0-5&at=3-9" for key in view.reports()),
        *(f"/cite/report/{key}" for key in view.reports()),
        "/cite/page/dossier/KGZ/SRB",
        "/review/gold.jsonl",
        "/openapi.json",
    ]


FORMLESS = ("/read", "/cite/", "/review/gold", "/openapi")


def in_form(address: str, form: str) -> str | None:
    """The same address as .json or .csv; None where it has no such form."""
    if address.startswith(FORMLESS):
        return None
    path, mark, query = address.partition("?")
    return f"{'/index' if path == '/' else path}{form}{mark}{query}"


def opened(client: TestClient, address: str, language: str = "en") -> str:
    answer = client.get(address, headers={"accept-language": language})
    assert answer.status_code == 200, (address, answer.text[:2_000])
    return answer.text
