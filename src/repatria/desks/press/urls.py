"""Addresses of the press desk."""

from __future__ import annotations

from django.urls import path

from repatria.desks.press.views import adding, claim_form, content, documents, drafts, sheets

app_name = "press"
urlpatterns = [
    path("documents/", documents.listing, name="documents"),
    path("documents/paste", adding.paste, name="paste"),
    path("documents/upload", adding.upload, name="upload"),
    path("documents/<slug:code>", documents.document, name="document"),
    path("documents/<slug:code>/mark", documents.mark, name="mark"),
    path("documents/<slug:code>/quote", documents.quote, name="quote"),
    path("documents/<slug:code>/look", content.look, name="look"),
    path("documents/<slug:code>/picture", content.picture, name="picture"),
    path("documents/<slug:code>/footage", content.footage, name="footage"),
    path("documents/<slug:code>/original", content.original, name="original"),
    path("documents/<slug:code>/claims", drafts.desk, name="desk"),
    path("documents/<slug:code>/claims/new", claim_form.new, name="new_claim"),
    path("documents/<slug:code>/claims/read", drafts.read, name="read"),
    path("documents/<slug:code>/claims/trial", claim_form.trial, name="trial"),
    path("drafts/", drafts.listing, name="drafts"),
    path("drafts/propose", sheets.propose, name="propose"),
    path("drafts/<slug:code>", drafts.draft, name="draft"),
    path("drafts/<slug:code>/mend", claim_form.mend, name="mend"),
    path("drafts/<slug:code>/accept", claim_form.accept, name="accept"),
    path("drafts/<slug:code>/drop", drafts.drop, name="drop"),
    path("drafts/<slug:code>/take-up", drafts.take_up, name="take_up"),
    path("claims/<str:claim>/correct", claim_form.correct, name="correct"),
    path("claims/<str:claim>/take-back", sheets.take_back, name="take_back"),
    path("sheets/<slug:code>", sheets.sheet, name="sheet"),
]
