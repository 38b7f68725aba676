"""What is read of the remains of a made-up campaign: whole, partial and degraded profiles."""

from __future__ import annotations

import numpy as np
from campaigns import large, small, within

from repatria.kinship.known_markers import AMELOGENIN
from repatria.kinship.profile import Reading
from repatria.synthetic.campaign.rates import USUAL_RATES
from repatria.synthetic.campaign.readings import (
    FEWEST,
    Amelogenin,
    Quality,
    SexLabel,
    chances_of_loss,
)

RATES = USUAL_RATES


def test_the_shares_of_partial_and_degraded_profiles():
    quality = large().readings.quality
    assert within(int((quality != Quality.WHOLE).sum()), 6_000, RATES.partial)
    degraded = int((quality == Quality.DEGRADED).sum())
    assert within(degraded, 6_000, RATES.partial * RATES.degraded)


def test_partial_profiles_lose_long_markers_rather_and_keep_some():
    made = large()
    lost = made.readings.places[..., 0] < 0
    partial = made.readings.quality == Quality.PARTIAL
    assert not lost[made.readings.quality == Quality.WHOLE].any()
    assert ((~lost[partial]).sum(axis=1) >= FEWEST).all()
    chances = chances_of_loss(made.markers)
    shares = [lost[partial][:, chances == each].mean() for each in np.unique(chances)]
    assert shares == sorted(shares)
    assert shares[0] < shares[-1] / 2


def test_in_a_degraded_profile_each_copy_is_lost_with_the_chance_of_dropout():
    made = large()
    degraded = np.flatnonzero(made.readings.quality == Quality.DEGRADED)
    true = made.persons.genotypes[made.finds.person[degraded]]
    places, single = made.readings.places[degraded], made.readings.single[degraded]
    two = (true[..., 0] != true[..., 1]) & (places[..., 0] >= 0)
    rate = RATES.dropout
    assert within(int(single[two].sum()), int(two.sum()), 2 * rate / (1 + rate))
    same = (true[..., 0] == true[..., 1]) & (places[..., 0] >= 0)
    assert single[same].all()
    assert not made.readings.single[made.readings.quality != Quality.DEGRADED].any()


def test_what_is_read_is_the_person_s():
    made = large()
    true = made.persons.genotypes[made.finds.person]
    places, single = made.readings.places, made.readings.single
    whole = places[..., 1] >= 0
    assert np.array_equal(places[whole], true[whole])
    assert (places[..., 1] < 0)[single].all()
    assert (places[single][:, :1] == true[single]).any(axis=1).all()
    assert np.array_equal(single, (places[..., 0] >= 0) & ~whole)


def test_amelogenin_tells_the_sex_but_where_the_y_was_lost():
    made = large()
    read = made.readings.amelogenin
    man = made.persons.man[made.finds.person]
    assert set(read[man].tolist()) == {0, Amelogenin.X_Y, Amelogenin.X, Amelogenin.Y}
    assert set(read[~man].tolist()) <= {0, Amelogenin.X_X, Amelogenin.X}
    whole = man & (made.readings.quality == Quality.WHOLE)
    lost = int((read[whole] == Amelogenin.X).sum())
    assert within(lost, int(whole.sum()), RATES.y_dropout)


def test_the_share_of_wrong_sex_labels():
    made = large()
    label = made.readings.sex_label
    man = made.persons.man[made.finds.person]
    stated = label != SexLabel.NONE
    assert within(int((~stated).sum()), 6_000, RATES.sex_label_none)
    wrong = int(((label == SexLabel.MALE) != man)[stated].sum())
    assert within(wrong, int(stated.sum()), RATES.sex_label_wrong)


def test_profiles_and_families_say_what_the_arrays_say():
    made = small()
    for sample in range(30):
        profile = made.remains(sample)
        assert profile.remains
        readings = {
            name: seen.reading for name, seen in profile.observations.items() if name != AMELOGENIN
        }
        singles = {name for name, reading in readings.items() if reading is Reading.SINGLE}
        at = made.readings.single[sample]
        assert singles == {name for name, one in zip(made.markers, at, strict=True) if one}
        assert len(readings) == (made.readings.places[sample, :, 0] >= 0).sum()
    for number in range(40):
        group = made.groups[made.families.group_of[number]]
        family = made.family(number)
        assert len(family.profiles) == len(group.shape.labels)
        assert len(family.missing) == len(group.shape.missing)
