"""The same sheet as one would write it in plain Django: a ModelFormSet, a loop that saves. Written once, left alone."""
