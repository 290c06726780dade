"""The module subprocess: codes, exceptions, and children that go on."""

import os
import signal
import subprocess
import sys
import warnings

from kit import again, ending, event
from processes import raised, signal_name


def _code(code):
    """-SIGTERM rather than -15."""
    return "-" + signal_name(-code) if code is not None and code < 0 else str(code)


def _told(code):
    event("returncode:%s" % _code(code))


def _python(script):
    return [sys.executable, "-c", script]


def _waits(**named):
    """A child that waits for its stdin to end, and exits with 7."""
    return subprocess.Popen(["sh", "-c", "read line; exit 7"], stdin=subprocess.PIPE, **named)


def shell(command):
    """What the code of a shell is."""
    _told(subprocess.call(["sh", "-c", command]))


def python(script):
    """What the code of another Python is."""
    _told(subprocess.run(_python(script), stderr=subprocess.DEVNULL).returncode)


def through_a_shell(command):
    """shell=True: the code is that of /bin/sh."""
    _told(subprocess.run(command, shell=True, stderr=subprocess.DEVNULL).returncode)


def check(command):
    """check=True makes an exception of a code that is not 0."""
    try:
        subprocess.run(["sh", "-c", command], check=True)
        event("no-exception")
    except subprocess.CalledProcessError as error:
        event("CalledProcessError")
        _told(error.returncode)


def check_and_not_caught(command):
    """The exception ends the program with 1, whatever the code was."""
    ending()
    subprocess.run(["sh", "-c", command], check=True)


def check_output(command):
    """subprocess.check_output keeps what was written before."""
    try:
        event("output:%s" % subprocess.check_output(["sh", "-c", command]).decode().strip())
    except subprocess.CalledProcessError as error:
        event("CalledProcessError:%s" % error.output.decode().strip())
        _told(error.returncode)


def text_of_the_exception(command):
    """What the exception says."""
    try:
        subprocess.run(["sh", "-c", command], check=True)
    except subprocess.CalledProcessError as error:
        print(error)


def missing():
    """A program that is not there."""
    raised(subprocess.run, ["exitspec-missing"])
    raised(os.wait)


def not_executable(what):
    """A file that is there, and is no program."""
    with open("file", "w") as file:
        file.write("exit 7\n")
    if what == "no header":
        os.chmod("file", 0o700)
    raised(subprocess.run, ["./file"])


def missing_folder():
    """A folder to work in that is not there."""
    raised(subprocess.run, ["true"], cwd="./missing")


def preexec_fn_raises():
    """A function in the child that raises."""

    def boom():
        raise ValueError("boom")

    raised(subprocess.run, ["true"], preexec_fn=boom)
    raised(os.wait)


def preexec_fn_exits(way):
    """A function in the child that ends it."""
    try:
        _told(subprocess.run(["true"], preexec_fn=(lambda: os._exit(7)) if way == "_exit" else lambda: sys.exit(7)).returncode)
    except subprocess.SubprocessError as error:
        event(type(error).__name__)


def timeout(call):
    """A child that takes too long: run kills it, wait leaves it."""
    if call == "run":
        # `exec`, so that there is no other process that would keep what is read open.
        raised(subprocess.run, ["sh", "-c", "exec sleep 1000"], timeout=0.05)
        raised(os.wait)
    else:
        process = _waits()
        raised(process.wait, timeout=0.05)
        event("still-running:%s" % (process.poll() is None))
        process.communicate()
        _told(process.returncode)


def restore_signals(restore):
    """SIGPIPE in the child."""
    _told(subprocess.run(["sh", "-c", "kill -PIPE $$; exit 7"], restore_signals=restore).returncode)


def inherits_an_ignored_signal(name):
    """What the program ignores by itself is ignored in the child."""
    signal.signal(getattr(signal, name), signal.SIG_IGN)
    shell("kill -%s $$; exit 7" % name[3:])


def communicate_with_the_dead():
    """Much text for a child that has ended without reading."""
    process = subprocess.Popen(["true"], stdin=subprocess.PIPE)
    os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
    process.communicate(b"x" * 1000000)
    _told(process.returncode)


def write_to_the_dead():
    """The same by hand."""
    process = subprocess.Popen(["true"], stdin=subprocess.PIPE)
    os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
    raised(os.write, process.stdin.fileno(), b"x")
    _told(process.wait())


def poll():
    """poll gives None until the child has ended, and its code from then on."""
    process = _waits()
    _told(process.poll())
    process.stdin.close()
    _told(process.wait())
    _told(process.poll())
    _told(process.returncode)


def wait_twice():
    """The code is kept."""
    process = subprocess.Popen(["sh", "-c", "exit 7"])
    _told(process.wait())
    _told(process.wait())


def waited_for_by_another():
    """Somebody else has taken the child's status."""
    process = subprocess.Popen(["sh", "-c", "exit 7"])
    os.waitpid(process.pid, 0)
    _told(process.wait())


def sigchld_ignored():
    """Where SIGCHLD is ignored nobody learns the code."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    _told(subprocess.call(["sh", "-c", "exit 7"]))


def ended_by(method):
    """terminate, kill and send_signal."""
    process = _waits()
    if method == "send_signal":
        process.send_signal(signal.SIGUSR1)
    else:
        getattr(process, method)()
    _told(process.wait())


def signal_after_the_end(method):
    """What is sent to a child that is no more."""
    process = subprocess.Popen(["true"])
    process.wait()
    getattr(process, method)(*([signal.SIGTERM] if method == "send_signal" else []))
    _told(process.returncode)


def stopped():
    """A child that stops has not ended."""
    process = _waits()
    process.send_signal(signal.SIGSTOP)
    os.waitid(os.P_PID, process.pid, os.WSTOPPED)
    _told(process.poll())
    process.send_signal(signal.SIGCONT)
    process.communicate()
    _told(process.returncode)


def _drop_while_it_runs():
    # A warning's text has the child's process id in it.
    warnings.showwarning = lambda message, category, *rest: event("warning:%s" % category.__name__)
    process = _waits()
    stdin = os.dup(process.stdin.fileno())
    process.stdin.close()
    del process
    event("dropped")
    os.close(stdin)


def dropped_while_it_runs(*options):
    """An object whose child still runs when it is dropped."""
    again("_drop_while_it_runs()", *options)


def with_statement():
    """The end of a with statement waits."""
    with _waits() as process:
        _told(process.poll())
    _told(process.returncode)


def outlives_the_program():
    """A child that nobody waits for goes on when the program has ended."""
    here, there = os.pipe()
    journal = int(os.environ["EXITSPEC_JOURNAL"])
    script = "import os; os.read(0, 1); os.write(%d, b'event child-goes-on\\n')" % journal
    subprocess.Popen(_python(script), stdin=here, pass_fds=[journal])
    ending()
    os._exit(7)


def unflushed():
    """What was printed before comes after what the child writes, unless it was flushed."""
    print("printed")
    subprocess.run(["echo", "child"])
    ending()


def output_of_a_killed_child():
    """What a child had not flushed when it was killed."""
    script = "import os, signal; print('lost'); os.write(1, b'written'); os.kill(os.getpid(), signal.SIGKILL)"
    result = subprocess.run(_python(script), stdout=subprocess.PIPE)
    event("output:%s" % result.stdout.decode())
    _told(result.returncode)


def getstatusoutput(command):
    """subprocess.getstatusoutput gives a code."""
    code, output = subprocess.getstatusoutput(command)
    event("code:%s" % _code(code))
    event("output:%s" % (output or "nothing"))


def pipeline():
    """The reader ends first: the writer dies by SIGPIPE, as in a shell."""
    writer = subprocess.Popen(["sh", "-c", "while echo y; do :; done"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    reader = subprocess.Popen(["true"], stdin=writer.stdout)
    writer.stdout.close()
    _told(reader.wait())
    _told(writer.wait())


def unknown_option():
    """A Python that is given an option it does not know."""
    _told(subprocess.run([sys.executable, "--exitspec-unknown"], stderr=subprocess.DEVNULL).returncode)


def missing_file():
    """A Python that is given a script that is not there."""
    _told(subprocess.run([sys.executable, "./exitspec-missing.py"], stderr=subprocess.DEVNULL).returncode)
