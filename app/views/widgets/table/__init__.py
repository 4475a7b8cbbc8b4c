"""The one table widget: ids first, rows as needed, sort and filter in the source."""

from app.views.widgets.table.columns import Column, Filter, TableQuery, display
from app.views.widgets.table.model import LazyTableModel
from app.views.widgets.table.output import TablePrint
from app.views.widgets.table.sources import SequenceSource, TableSource
from app.views.widgets.table.widget import DataTable

__all__ = [
    "Column",
    "DataTable",
    "Filter",
    "LazyTableModel",
    "SequenceSource",
    "TablePrint",
    "TableQuery",
    "TableSource",
    "display",
]
