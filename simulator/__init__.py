"""The world of a drill and its judgement: scenario, rules, crowd, engine, record, score. No terminal lives here."""
