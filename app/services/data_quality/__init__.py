"""Data quality (数据质量): what is missing, impossible, out of date, and what is coming up."""

from app.services.data_quality.checks import CHECKS, Check
from app.services.data_quality.service import DataQuality, QualityRow

__all__ = ["CHECKS", "Check", "DataQuality", "QualityRow"]
