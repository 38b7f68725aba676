"""What `dev.py` does. `locks`, `catalogues` and `hosts` run inside `.venv`; the rest needs
only the standard library of Python 3.11."""
