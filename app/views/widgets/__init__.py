"""The pieces every page is made of: table, form, import wizard, picker, work list, preview."""
