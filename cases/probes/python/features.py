"""What an interpreter may lack: the features that registry.txt names, and how to find out."""

import builtins
import importlib.util
import os
import signal


def _module(name):
    return importlib.util.find_spec(name) is not None


FEATURES = {
    "FORKSERVER": lambda: _module("multiprocessing.forkserver"),
    "EXCEPTION_GROUP": lambda: hasattr(builtins, "ExceptionGroup"),
    "NOTES": lambda: hasattr(BaseException, "add_note"),
    "POSIX_SPAWN": lambda: hasattr(os, "posix_spawn"),
    "FAULTHANDLER": lambda: _module("faulthandler"),
    "FORKPTY": lambda: hasattr(os, "forkpty"),
    "REALTIME": lambda: hasattr(signal, "SIGRTMIN"),
    "SIGIO": lambda: hasattr(signal, "SIGIO"),
    "SIGPWR": lambda: hasattr(signal, "SIGPWR"),
    "SIGSTKFLT": lambda: hasattr(signal, "SIGSTKFLT"),
    "SIGWINCH": lambda: hasattr(signal, "SIGWINCH"),
    "CTYPES": lambda: _module("_ctypes") or _module("_rawffi"),
    "WAITID": lambda: hasattr(os, "waitid"),
    "WAIT3": lambda: hasattr(os, "wait3") and hasattr(os, "wait4"),
    "PIDFD": lambda: hasattr(os, "pidfd_open") and hasattr(os, "P_PIDFD"),
    "PIDFD_SIGNAL": lambda: hasattr(os, "pidfd_open") and hasattr(signal, "pidfd_send_signal"),
    "CONTINUED": lambda: hasattr(os, "WCONTINUED"),
    "SIGQUEUE": lambda: hasattr(signal, "sigwaitinfo"),
}
