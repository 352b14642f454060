"""A few invented reports, told by invented agencies, for tests of the register and of all that asks it.

Between them: a meeting with an invitation (Bishkek), the visit that answers it (Belgrade), told twice and
once reprinted, an agreement, a planned exercise, a visit put off, an appointment.
"""

from __future__ import annotations

from communique.records.report import Report
from communique.records.when import When


def report(id: str, day: str | None, text: str, url: str | None = None, title: str | None = None) -> Report:
    published = None if day is None else When.parse(day)
    return Report(id, text, "ru", title, published, url, {"path": f"press/{id}.txt"})


MEETING = report(
    "meeting",
    "2024-03-03",
    "БИШКЕК. 3 марта. АГЕНТСТВО — Министр обороны Кыргызстана Асан Токтосунов встретился в Бишкеке с "
    "министром обороны Сербии Милошем Йовичем.\n\n"
    "Стороны обсудили подготовку военных кадров.\n\n"
    "М. Йович пригласил А. Токтосунова посетить Сербию с официальным визитом осенью 2024 года.\n",
    "https://agency.example/meeting",
)
VISIT = report(
    "visit",
    "2024-10-09",
    "БЕЛГРАД. 9 октября. АГЕНТСТВО — Министр обороны Кыргызстана Асан Токтосунов прибыл с официальным "
    "визитом в Сербию. Его принял министр обороны Сербии Милош Йович.\n\n"
    "В ходе визита министерства обороны Кыргызстана и Сербии подписали соглашение "
    "о военном сотрудничестве.\n",
    "https://agency.example/visit",
)
VISIT_REPRINT = report("visit-reprint", "2024-10-10", VISIT.text, "https://paper.example/visit")
VISIT_AGAIN = report(
    "visit-again",
    "2024-10-09",
    "Глава Минобороны Кыргызстана Асан Токтосунов посетил Сербию с официальным визитом. "
    "Он провел переговоры с министром обороны Сербии Милошем Йовичем, сообщает пресс-служба.\n",
    "https://herald.example/visit",
)
EXERCISE = report(
    "exercise",
    "2024-04-12",
    "Вооруженные силы Казахстана и Белоруссии проведут совместные учения в июне 2024 года, сообщили в "
    "Министерстве обороны Казахстана.\n",
    "https://agency.example/exercise",
)
PUT_OFF = report(
    "put-off",
    "2024-05-20",
    "Визит президента Армении в Грузию, который планировался на июнь, отложен, сообщили в МИД Грузии.\n",
    "https://herald.example/put-off",
)
APPOINTED = report(
    "appointed",
    "2024-02-01",
    "Президент Кыргызстана назначил Асана Токтосунова министром обороны Кыргызстана.\n\n"
    "«Это большая ответственность», — сказал А. Токтосунов.\n",
    "https://agency.example/appointed",
)
REPORTS = (MEETING, VISIT, VISIT_REPRINT, VISIT_AGAIN, EXERCISE, PUT_OFF, APPOINTED)
