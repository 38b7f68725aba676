"""Addresses of acts and of their log."""

from __future__ import annotations

from django.urls import path, re_path

from repatria.desks.handovers.views import act_files, acts, log, log_files, one

app_name = "handovers"
urlpatterns = [
    path("", acts.acts, name="acts"),
    path("acts/new/<slug:kind>", acts.new, name="new"),
    path("acts/take", acts.take, name="take"),
    path("acts/<slug:digest>", one.act, name="act"),
    path("acts/<slug:digest>/sign", one.sign, name="sign"),
    path("acts/<slug:digest>/scans", one.attach, name="attach"),
    path("acts/<slug:digest>/append", one.append, name="append"),
    path("acts/<slug:digest>/refuse", acts.refuse, name="refuse"),
    path("acts/<slug:digest>/correct", acts.correct, name="correct"),
    path("acts/<slug:digest>/drop", one.drop, name="drop"),
    path("acts/<slug:digest>/note", act_files.note, name="note"),
    path("acts/<slug:digest>/entries/<int:index>", act_files.entry, name="entry"),
    path("acts/<slug:digest>/proofs/<int:index>", act_files.proof, name="proof"),
    path("acts/<slug:digest>/check.zip", act_files.checking, name="checking"),
    path("scans/<slug:code>", act_files.scan, name="scan"),
    path("log", log.log, name="log"),
    path("log/read", log.read, name="read"),
    path("log/cosigned", log.take, name="cosigned"),
    path("log/request", log_files.request_file, name="request"),
    path("log/log.zip", log_files.archive, name="archive"),
    path("log/checkpoint", log_files.checkpoint, name="checkpoint"),
    path("log/tile/<path:path>", log_files.tile, name="tile"),
    re_path(r"^log/(?P<name>[a-z]+\.policy|verify_act\.py)$", log_files.policy, name="policy"),
]
