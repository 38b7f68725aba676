"""The programming interface under `/api/v1/`: what all desks' parts of it have in common.

django-ninja reads the settings when it is imported, so that only modules of addresses and of the
interface import this room.
"""
