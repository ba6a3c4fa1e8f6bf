"""The merged workbook: a review round in, machine, reviewers and consensus side by side out.

From outside: `write.write_merged`.
"""
