"""数据质量: what to ask about the files, and the way to the field that mends it."""

from app.views.members.quality.presenter import QualityPresenter
from app.views.members.quality.view import QualityView

__all__ = ["QualityPresenter", "QualityView"]
