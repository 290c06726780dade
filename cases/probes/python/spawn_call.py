"""os.posix_spawn, os.spawn*, os.system and os.popen: programs beside this one, and how they end."""

import os
import signal
import stat

from kit import ending, event
from processes import how, raised, signal_name


def _shell(command):
    return ["sh", "-c", command]


def _code(code):
    """-SIGTERM rather than -15."""
    return "-" + signal_name(-code) if code < 0 else str(code)


def posix_spawn(command):
    """A program by os.posix_spawn, waited for."""
    pid = os.posix_spawn("/bin/sh", _shell(command), os.environ)
    event("child:%s" % how(os.waitpid(pid, 0)[1]))


def posix_spawn_missing(call):
    """A program that is not there."""
    name = "./missing" if call == "posix_spawn" else "exitspec-missing"
    raised(getattr(os, call), name, ["missing"], os.environ)
    raised(os.wait)


def posix_spawn_not_executable():
    """A file that is there, and may not be executed."""
    open("file", "w").close()
    raised(os.posix_spawn, "./file", ["file"], os.environ)


def posix_spawn_with(command, **named):
    """A program that begins with other signals or in another session."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    pid = os.posix_spawn("/bin/sh", _shell(command), os.environ, **named)
    event("child:%s" % how(os.waitpid(pid, 0)[1]))


def posix_spawn_unflushed():
    """What is in the buffer stays this process's."""
    print("printed")
    os.waitpid(os.posix_spawnp("echo", ["echo", "program"], os.environ), 0)
    ending()


def spawnv(command):
    """os.spawnv waits and gives a code."""
    event("code:%s" % _code(os.spawnv(os.P_WAIT, "/bin/sh", _shell(command))))


def spawnv_missing():
    """A program that is not there: code 127, and no exception."""
    event("code:%s" % _code(os.spawnvp(os.P_WAIT, "exitspec-missing", ["missing"])))


def spawnv_not_executable():
    """A file that may not be executed."""
    open("file", "w").close()
    event("code:%s" % _code(os.spawnv(os.P_WAIT, "./file", ["file"])))


def spawnv_without_waiting():
    """os.P_NOWAIT gives a process id."""
    pid = os.spawnvp(os.P_NOWAIT, "sh", _shell("exit 7"))
    event("child:%s" % how(os.waitpid(pid, 0)[1]))


def spawnv_stopped():
    """A program that stops: os.spawnv goes on waiting until it ends."""
    pid = os.getpid()
    event("code:%s" % _code(os.spawnvp(os.P_WAIT, "sh", _shell("(while kill -CONT $$; do :; done) 2>/dev/null & kill -STOP $$; exit 7"))))
    event("same-process:%s" % (pid == os.getpid()))


def spawnv_unflushed():
    """The program is a forked child first: what is in the buffer is not written by it."""
    print("printed")
    os.spawnvp(os.P_WAIT, "true", ["true"])
    ending()


def spawnv_missing_and_unflushed():
    """A forked child that finds no program ends by os._exit: its copy of the buffer is not written."""
    print("printed")
    event("code:%d" % os.spawnvp(os.P_WAIT, "exitspec-missing", ["missing"]))
    ending()


def system(command):
    """os.system gives a status word."""
    status = os.system(command)
    event("%s" % how(status))
    event("code:%s" % _code(os.waitstatus_to_exitcode(status)))


def system_word(command):
    """The word itself."""
    event("status:%#x" % os.system(command))


def system_unflushed():
    """What was printed before comes after what the command writes, unless it was flushed."""
    print("printed")
    os.system("echo command")
    ending()


def system_and_signals():
    """While os.system waits SIGINT and SIGQUIT are ignored."""
    event(how(os.system("kill -INT $PPID; kill -QUIT $PPID; exit 7")))
    event("goes-on")


def popen(command):
    """What close says of a command: None, or a number that is shifted or not."""
    stream = os.popen(command)
    event("read:%s" % (stream.read().strip() or "nothing"))
    _closed(stream)


def _closed(stream):
    result = stream.close()
    if result is not None and result < 0 and result % 256 == 0:
        event("close:%s<<8" % _code(result >> 8))
    else:
        event("close:%s" % (_code(result) if result and result < 0 else result))


def popen_with():
    """The context manager does not tell the code."""
    with os.popen("exit 7") as stream:
        stream.read()
    event("goes-on")


def popen_not_read():
    """A command that goes on writing when nobody reads any more."""
    stream = os.popen("while echo y; do :; done 2>/dev/null; exit 7")
    stream.readline()
    _closed(stream)
