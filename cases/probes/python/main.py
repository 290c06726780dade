"""Runs one case of the family: python main.py GROUP/NAME CALL. README.md tells how to add one.

CALL is an expression that is evaluated here, at the top of the main module, with the names of GROUP.py: what it raises is
raised here, and when it comes back, so does the main module.
"""

import importlib
import sys

import kit

# A worker of multiprocessing imports this module under another name, and must not run the case again.
if __name__ == "__main__":
    if sys.argv[1] == "--describe":
        import describe

        describe.describe()
    else:
        _names = vars(importlib.import_module(sys.argv[1].split("/")[0]))
        kit.begin()
        eval(sys.argv[2], _names)
