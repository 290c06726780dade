"""What an interpreter may lack: the features that registry.txt names, and how to find out."""

import importlib.util
import os
import signal


def _module(name):
    return importlib.util.find_spec(name) is not None


FEATURES = {
    "FORKSERVER": lambda: _module("multiprocessing.forkserver"),
    "POSIX_SPAWN": lambda: hasattr(os, "posix_spawn"),
    "FAULTHANDLER": lambda: _module("faulthandler"),
    "FORKPTY": lambda: hasattr(os, "forkpty"),
    "SIGQUEUE": lambda: hasattr(signal, "sigwaitinfo"),
}
