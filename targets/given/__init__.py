"""What page 33 shows and takes: the figures that a province is given, as a grid, from files, and with their history."""

from .page import Column, Given, GivenPlan, Typed, column_sums, grid, plain

__all__ = ["Column", "Given", "GivenPlan", "Typed", "column_sums", "grid", "plain"]
