"""What anybody may take away: the published table as an open API and as files of whole years, with its description."""
