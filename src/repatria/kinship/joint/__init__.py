"""Who is whom where several are missing and several were found: joint assignments."""
