"""Reports that try to do something to whoever shows them; every word is invented."""

from __future__ import annotations

from communique.records.report import Report
from press import report

SCRIPT = "<script>window.hacked=1</script>"
HANDLER = '"><img src=x onerror="window.hacked=1">'
ATTRIBUTE = "' onmouseover='window.hacked=1' style='position:fixed"
TEMPLATE = "{{ 7*7 }}{% for x in y %}${window.hacked=1}"
OVERRIDE = "\u202eтсил\u202c \u2066чужой\u2069"
ZALGO = "встр" + "е" + "\u0301\u0302\u0316\u0489" * 12 + "тился"
EMOJI = "👩‍🚀🇰🇿𝕬😀"

_MEETS = (
    "Министр обороны Казахстана Ержан Сапарбаев{0} встретился в Астане с министром обороны Сербии "
    "Милошем Йовичем{1}. Стороны обсудили {2} подготовку кадров. М. Йович{3} пригласил Е. Сапарбаева "
    "посетить Сербию с официальным визитом осенью 2024 года.\n"
)


def _meeting(id: str, day: str, *bits: str, title: str | None = None, url: str | None = None) -> Report:
    return report(id, day, _MEETS.format(*bits), url or f"https://{id}.example/", title)


HOSTILE: tuple[Report, ...] = (
    _meeting("script", "2024-03-01", f" {SCRIPT}", f" {HANDLER}", SCRIPT, "", title=f"Встреча {SCRIPT}"),
    _meeting(
        "handler", "2024-03-02", f" «{HANDLER}»", "", ATTRIBUTE, "", title=HANDLER, url="javascript:alert(1)"
    ),
    _meeting("template", "2024-03-03", "", f" {TEMPLATE}", TEMPLATE, "", title=TEMPLATE),
    _meeting("bidi", "2024-03-04", f" {OVERRIDE}", "", OVERRIDE, f" {OVERRIDE}", title=f"Указ {OVERRIDE}"),
    _meeting("marks", "2024-03-05", "", "", ZALGO, "", title=f"Он {ZALGO}"),
    _meeting("emoji", "2024-03-06", f" {EMOJI}", f" {EMOJI}", EMOJI, f" {EMOJI}", title=f"{EMOJI} Встреча"),
    report(
        "ends",
        "2024-03-07",
        "АСТАНА.\r\nМинистр обороны Казахстана\rЕржан Сапарбаев прибыл с визитом в Сербию.\r\n"
        "\r\n\x0b\x1b[31mКонец\x7f\u0085",
    ),
    report(
        "line",
        "2024-03-08",
        "Министр обороны Казахстана Ержан Сапарбаев прибыл с визитом в Сербию " + "а" * 60_000,
    ),
    report(
        "comment",
        "2024-03-09",
        "<!-- Министр обороны Казахстана Ержан Сапарбаев прибыл в Сербию с визитом. -->"
        "<![CDATA[x]]></textarea></title></svg>",
    ),
)
