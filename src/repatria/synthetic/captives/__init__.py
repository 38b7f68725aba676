"""Made-up people held by either side, with the facts as a register has them and the truth apart."""
