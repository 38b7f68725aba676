"""Who said what: quantities, claims, grades, contradictions, and sums over time. A pure engine."""
