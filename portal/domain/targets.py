"""What kinds of targets there are, and how their numbers are meant."""

from enum import StrEnum

from portal.text import N_


class TargetKind(StrEnum):
    AMOUNT = "amount"
    GROWTH = "growth"
    COUNT = "count"
    SHARE = "share"
    RANK = "rank"
    QUALITY = "quality"
    TO_BE_SET = "to_be_set"


class Comparator(StrEnum):
    AT_LEAST = ">="
    EQUAL = "="
    AT_MOST = "<="


class Tier(StrEnum):
    """确保 and 力争."""

    GUARANTEED = "guaranteed"
    STRETCH = "stretch"


KIND_LABELS = {
    TargetKind.AMOUNT: N_("Amount"),
    TargetKind.GROWTH: N_("Growth"),
    TargetKind.COUNT: N_("Count"),
    TargetKind.SHARE: N_("Share of another target"),
    TargetKind.RANK: N_("Rank"),
    TargetKind.QUALITY: N_("Quality, without a number"),
    TargetKind.TO_BE_SET: N_("To be set from above"),
}
COMPARATOR_LABELS = {
    Comparator.AT_LEAST: N_("at least"),
    Comparator.EQUAL: N_("exactly"),
    Comparator.AT_MOST: N_("at most"),
}
TIER_LABELS = {Tier.GUARANTEED: N_("Guaranteed"), Tier.STRETCH: N_("Stretch")}
