"""Numbers of rows in addresses: only those a table can hold, so that nothing behind them meets any other."""

from django.urls import register_converter
from django.urls.converters import IntConverter


class RowNumber(IntConverter):
    """A whole number of at most 18 digits; longer ones are no address at all."""

    regex = "[0-9]{1,18}"


register_converter(RowNumber, "row")
