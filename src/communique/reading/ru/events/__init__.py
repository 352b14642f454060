"""Events: what the report says happened, is planned, offered, asked or said, each with its words.

The way of one event: a *trigger* (a rule's words, `data/events/*.toml`) is found in a sentence; its *frame*
gives what fills its grammatical slots; its *stage* is read off the verb and what governs it; slots become
*roles*, and roles left open are *completed* from the words around; *filters* say why a candidate is no event;
candidates that tell one happening are *merged*; its time (*dates*) and other *details* are filled in last.
"""

from communique.reading.ru.events.find import Found, find_events

__all__ = ["Found", "find_events"]
