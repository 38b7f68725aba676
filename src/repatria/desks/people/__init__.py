"""The register: what each source says of captives, the missing and the dead, person by person."""
