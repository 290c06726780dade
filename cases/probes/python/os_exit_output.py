"""os._exit and what was written before: text in buffers, files, pipes, sockets, locks."""

import fcntl
import os
import socket
import sys
import tempfile

from kit import child, ending, event, wait


def printed(text, number):
    """What was printed and is still in the buffer."""
    print(text, end="")
    ending()
    os._exit(number)


def printed_and_flushed():
    """print(flush=True)."""
    print("flushed", flush=True)
    ending()
    os._exit(7)


def printed_on_stderr():
    """A line on stderr."""
    print("line", file=sys.stderr)
    ending()
    os._exit(7)


def written_by_os_write():
    """No buffer at all."""
    os.write(1, b"written\n")
    ending()
    os._exit(7)


def printed_then_os_write():
    """The buffer is lost, what overtook it is not."""
    print("printed")
    os.write(1, b"written\n")
    ending()
    os._exit(7)


def file_over_stdout(mode, buffering):
    """A file object of the program's own for the same thing as stdout."""
    own = open(os.dup(1), mode, buffering=buffering)
    own.write(b"text\n" if "b" in mode else "text\n")
    ending()
    os._exit(7)


def _sample(child_flushes, child_first):
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        for line in ("one", "two", "three"):
            print("child:", line, flush=child_flushes)
        os._exit(os.EX_OK)
    os.close(writer)
    if child_first:
        # The end comes when the child's last descriptor for it is closed, and that is at its end.
        os.read(reader, 1)
    print("parent: waits")
    status = os.waitpid(pid, 0)[1]
    if os.WIFEXITED(status):
        event("exited:%d" % os.WEXITSTATUS(status))
        print("parent: child ended with", os.WEXITSTATUS(status))
    ending()


def sample():
    """The program that texts on os._exit show: parent and child print, the child ends by os._exit(os.EX_OK)."""
    _sample(False, False)


def sample_child_first():
    """The same, and the parent prints only when the child has ended."""
    _sample(False, True)


def sample_child_flushes():
    """The same, and the child flushes."""
    _sample(True, True)


def sample_printed_before_fork():
    """What was in the buffer before the fork is the parent's to print; the child's copy is lost."""
    print("before")
    event("child:" + wait(child(lambda: os._exit(os.EX_OK))))
    ending()


def _size_after(write, end):
    """How much is in a file after a child wrote to it and ended."""

    def body():
        file = open("text", "w")
        write(file)
        end(file)

    event("child:" + wait(child(body)))
    event("size:%d" % os.path.getsize("text"))
    ending()


def file_never_flushed():
    _size_after(lambda file: file.write("0123456789"), lambda _: os._exit(0))


def file_flushed():
    _size_after(lambda file: (file.write("0123456789"), file.flush()), lambda _: os._exit(0))


def file_closed():
    _size_after(lambda file: (file.write("0123456789"), file.close()), lambda _: os._exit(0))


def file_inside_with():
    """The block is not left, so the file is not closed by Python."""

    def body():
        with open("text", "w") as file:
            file.write("0123456789")
            os._exit(0)

    event("child:" + wait(child(body)))
    event("size:%d" % os.path.getsize("text"))
    ending()


def file_of_many_buffers():
    """What went out because the buffer was full is there, the rest is not."""
    text = "x" * (1 << 20)

    def body():
        file = open("text", "w", buffering=4096)
        file.write(text)
        file.write("rest")
        os._exit(0)

    event("child:" + wait(child(body)))
    event("most" if os.path.getsize("text") >= len(text) - 16384 else "little")
    event("rest" if open("text").read().endswith("rest") else "no-rest")
    ending()


def _pipe(body):
    """What the reader of a pipe gets from a child: the kernel closes its end."""
    reader, writer = os.pipe()

    def inside():
        os.close(reader)
        body(writer)

    pid = child(inside)
    os.close(writer)
    with open(reader, "rb") as file:
        event("read:%d" % len(file.read()))
    event("eof")
    event("child:" + wait(pid))
    ending()


def pipe_is_closed():
    _pipe(lambda _: os._exit(0))


def pipe_text_is_lost():
    def body(writer):
        file = open(writer, "w")
        file.write("text")
        os._exit(0)

    _pipe(body)


def pipe_bytes_arrive():
    def body(writer):
        os.write(writer, b"text")
        os._exit(0)

    _pipe(body)


def _socket(body):
    """The same with a socket."""
    here, there = socket.socketpair()

    def inside():
        here.close()
        body(there)

    pid = child(inside)
    there.close()
    got = b""
    while True:
        part = here.recv(100)
        if not part:
            break
        got += part
    event("received:%d" % len(got))
    event("eof")
    event("child:" + wait(pid))
    ending()


def socket_is_closed():
    _socket(lambda _: os._exit(0))


def socket_bytes_arrive():
    def body(there):
        there.sendall(b"text")
        os._exit(0)

    _socket(body)


def socket_text_is_lost():
    def body(there):
        file = there.makefile("w")
        file.write("text")
        os._exit(0)

    _socket(body)


def lock_is_released():
    """A lock on a file goes with its descriptor."""

    def body():
        fcntl.flock(os.open("lock", os.O_RDWR | os.O_CREAT), fcntl.LOCK_EX)
        os._exit(0)

    event("child:" + wait(child(body)))
    fcntl.flock(os.open("lock", os.O_RDWR), fcntl.LOCK_EX | fcntl.LOCK_NB)
    event("locked")
    ending()


def temporary_file_stays():
    """Nobody removes what Python would have removed."""

    def body():
        keep = tempfile.NamedTemporaryFile(dir=".", delete=True)
        assert keep
        os._exit(0)

    event("child:" + wait(child(body)))
    event("left:%d" % len(os.listdir(".")))
    ending()


def temporary_directory_stays():
    def body():
        keep = tempfile.TemporaryDirectory(dir=".")
        assert keep
        os._exit(0)

    event("child:" + wait(child(body)))
    event("left:%d" % len(os.listdir(".")))
    ending()
