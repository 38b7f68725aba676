"""What somebody searched for, as the access log keeps it: no word of it, and yet to be found again.

Each word becomes a digest under the installation's key. Who reads the log, or steals the store
without the key, learns no name; an auditor who has a name from elsewhere can ask whether it was
searched for.
"""

from __future__ import annotations

import re
import unicodedata

from django.utils.crypto import salted_hmac

_SALT = "repatria.accounts.access.terms"
_MOST = 20
_DIGITS = 16


def term_digests(text: str) -> list[str]:
    """The words of a search, at most twenty, each as 16 hexadecimal digits; their order is lost.

    Capitals, accents' ways of writing and signs between words make no difference.
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    words = sorted(set(re.findall(r"\w+", plain)))[:_MOST]
    return sorted(
        salted_hmac(_SALT, word, algorithm="sha256").hexdigest()[:_DIGITS] for word in words
    )
