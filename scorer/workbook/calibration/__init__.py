"""The calibration workbook: what reviews teach about a rubric, to be read and not to be filled in.

From outside: `write.write_calibration`, and the words for what is advised in `labels`.
"""
