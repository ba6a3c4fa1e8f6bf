"""The Excel scorecard: results in, a workbook out.

From outside: `write.write_workbook`, `write.write_split` and `write.free_path`. Importing this package imports no
openpyxl, which takes longer than Python itself to start.
"""

import os

# Openpyxl writes with lxml where that is installed, and lxml spells the same XML differently: the bytes would
# depend on what else a machine has. It reads this when it is first imported.
os.environ.setdefault("OPENPYXL_LXML", "False")
