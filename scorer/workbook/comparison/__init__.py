"""The workbook of a comparison: two results in, what rose, fell, appeared and vanished out.

From outside: `write.write_comparison`.
"""
