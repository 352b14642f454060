"""Reading of Russian reports: noise, dateline, text, times, references, entities, statements, events."""
