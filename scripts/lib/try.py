"""Shows that an unpacked Python interpreter works: that it starts itself again in each way, finds its own library and the
C library that came with it, and none of the machine's. Its argument is its folder; prints the interpreter's version."""

import ctypes
import multiprocessing
import os
import platform
import pwd
import signal
import subprocess
import sys
import threading
from concurrent.futures import ProcessPoolExecutor


def strangers(folder):
    """The shared objects in this process that are not of the folder."""
    with open("/proc/self/maps") as maps:
        files = {line.split(None, 5)[5].rstrip("\n") for line in maps if "/" in line}
    return sorted(file for file in files if ".so" in file and not file.startswith(folder))


def where():
    return sys.executable, sys.prefix, os.confstr("CS_GNU_LIBC_VERSION"), platform.python_version()


def child(pipe, folder):
    pipe.send((where(), strangers(folder)))
    pipe.close()
    os._exit(7)


def check(what, is_so):
    if not is_so:
        sys.exit(f"{what} is not as it should be")


def main(folder):
    folder += "/"
    check(f"sys.executable {sys.executable}", sys.executable.startswith(folder))
    check(f"sys.prefix {sys.prefix}", (sys.prefix + "/").startswith(folder))
    check(f"sys.path {sys.path}", all(path.startswith(folder) for path in sys.path[1:]))

    for method in "fork", "spawn", "forkserver":
        context = multiprocessing.get_context(method)
        ours, theirs = context.Pipe(duplex=False)
        process = context.Process(target=child, args=(theirs, folder))
        process.start()
        theirs.close()
        check(f"what a process by {method} is", ours.recv() == (where(), []))
        process.join()
        check(f"the exit code by {method}, {process.exitcode},", process.exitcode == 7)
    # By fork, since PyPy 7.3.11 lacks a method that a pool needs for the others: https://github.com/pypy/pypy/issues/3910
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("fork")) as pool:
        check("a pool's answer", pool.submit(where).result() == where())

    program = "import faulthandler, os; faulthandler.enable(); os.abort()"
    ended = subprocess.run([sys.executable, "-c", program], stderr=subprocess.PIPE)
    check(f"the end by abort, {ended}", ended.returncode == -signal.SIGABRT and b"Fatal Python error" in ended.stderr)

    libc = ctypes.CDLL(None)
    libc.gnu_get_libc_version.restype = ctypes.c_char_p
    version = "glibc " + libc.gnu_get_libc_version().decode()
    check(f"the C library, {version},", version == os.confstr("CS_GNU_LIBC_VERSION"))
    pwd.getpwuid(0)
    thread = threading.Thread(target=threading.get_ident)
    thread.start()
    thread.join()
    check(f"what the process has loaded, {strangers(folder)},", strangers(folder) == [])

    if platform.python_implementation() == "PyPy":
        print("{0}.{1}.{2}".format(*sys.pypy_version_info))
    else:
        print(platform.python_version())


if __name__ == "__main__":
    main(sys.argv[1])
