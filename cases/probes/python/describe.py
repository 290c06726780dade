"""Tells what this runs on, and which features it has."""

import os
import platform
import sys

from features import FEATURES


def _libc():
    """The C library's own answer, where it gives one."""
    try:
        name, version = os.confstr("CS_GNU_LIBC_VERSION").split()
    except (ValueError, OSError, AttributeError):
        return "unknown -"
    return "%s %s" % (name, version)


def describe():
    """Prints it in the form that all probes use."""
    version = sys.version_info
    if sys.implementation.name == "pypy":
        runtime, version = "PyPy", sys.pypy_version_info
    else:
        runtime = platform.python_implementation()
    words = "%d.%d.%d" % tuple(version[:3])
    if version[3] != "final":
        words += "%s%d" % (version[3], version[4])
    print("exitspec-probe 1")
    print("os", platform.system())
    print("kernel", platform.release())
    print("arch", platform.machine())
    print("libc", _libc())
    print("runtime", runtime, words)
    for name, here in FEATURES.items():
        print("feature", name, "yes" if here() else "no")
