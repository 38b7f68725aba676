"""Who goes next, by which rule: agreements as clauses, lists as a sort that anybody can repeat,
rounds and series, a reason for everybody, and certificates that a checker accepts or rejects."""
