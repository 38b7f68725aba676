"""Made-up lists of people by several senders, with every kind of noise and the truth apart."""
