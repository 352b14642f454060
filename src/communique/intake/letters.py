"""Which language a report is in that names none, as far as its letters tell."""

from __future__ import annotations

DEFAULT = "ru"
UNKNOWN = "und"  # BCP 47: undetermined
_RUSSIAN = frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюя")
ENOUGH = 40  # letters; fewer may be a name and a number
# Russian news has half its letters or more in Cyrillic, addresses and foreign names included; English none.
LEAST_CYRILLIC = 0.3
# Kazakh names put 0.3 % of such letters into Russian news; Kazakh or Ukrainian text has 4 % and more.
MOST_FOREIGN = 0.02


def language_by_letters(text: str) -> tuple[str, str]:
    """The default language where the letters allow it, else `und`; and the reason.

    Bulgarian and other languages that share all letters with Russian are not told from it.
    """
    letters = [letter for letter in text.lower() if letter.isalpha()]
    cyrillic = [letter for letter in letters if "\u0400" <= letter <= "\u052f"]
    if len(letters) >= ENOUGH and len(cyrillic) < LEAST_CYRILLIC * len(letters):
        return UNKNOWN, f"none declared, and {len(cyrillic)} of {len(letters)} letters are Cyrillic"
    foreign = sum(letter not in _RUSSIAN for letter in cyrillic)
    if len(cyrillic) >= ENOUGH and foreign > MOST_FOREIGN * len(cyrillic):
        return UNKNOWN, f"none declared, and {foreign} of {len(cyrillic)} Cyrillic letters are not Russian"
    return DEFAULT, "none declared: the default"
