"""Events: what the report says happened, is planned, offered, asked or said, each with its words.

The way of one event: a *trigger* (a rule's words, `data/events/*.toml`) is found in a sentence; its *frame*
gives what fills its grammatical slots; its *stage* is read off the verb and what governs it; slots become
*roles*; candidates that tell one happening are *merged*; a *model* weighs what the rules let through; the
*details* (time, place, topic, …) are filled in last.
"""
