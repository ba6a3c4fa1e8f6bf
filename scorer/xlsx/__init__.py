"""Workbooks that anybody may have made: bytes go in, the cells of their sheets come out."""
