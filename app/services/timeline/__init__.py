"""The time line (动态): everything that ever happened to one member, newest first."""

from app.services.timeline.service import Timelines
from app.services.timeline.types import KINDS, Slot, Slots, TimelineEvent, TimelineQuery

__all__ = ["KINDS", "Slot", "Slots", "TimelineEvent", "TimelineQuery", "Timelines"]
