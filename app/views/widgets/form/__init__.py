"""Forms from declared fields."""

from app.views.widgets.form.fields import Field, Section
from app.views.widgets.form.widget import Form, Rules

__all__ = ["Field", "Form", "Rules", "Section"]
