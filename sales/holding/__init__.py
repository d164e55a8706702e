"""Who holds a district's month now, since when, and what he needs to do."""
