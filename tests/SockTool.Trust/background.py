"""Runs a line of bash in the background of a terminal of its own, and brings it to the foreground when the kernel stops it.

What the terminal shows goes to standard output; the exit code is the line's.
"""

import os
import pty
import signal
import sys
import termios

TYPED = b"typed\n\x04"


def main():
    ready, go = os.pipe()
    pid, master = pty.fork()
    if pid == 0:
        os.read(ready, 1)
        os._exit(lead(sys.argv[1]))
    quiet_and_tostop(master)
    os.write(go, b"x")
    os.write(master, TYPED)
    try:
        while shown := os.read(master, 65536):
            os.write(1, shown)
    except OSError:
        pass  # EIO: nobody holds the terminal any more
    sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))


def lead(line):
    signal.signal(signal.SIGTTOU, signal.SIG_IGN)
    child = os.fork()
    if child == 0:
        os.setpgid(0, 0)
        signal.signal(signal.SIGTTOU, signal.SIG_DFL)
        os.execvp("bash", ["bash", "-c", line])
    while True:
        _, status = os.waitpid(child, os.WUNTRACED)
        if not os.WIFSTOPPED(status):
            code = os.waitstatus_to_exitcode(status)
            return code if code >= 0 else 128 - code
        os.tcsetpgrp(0, child)
        os.kill(child, signal.SIGCONT)


def quiet_and_tostop(terminal):
    modes = termios.tcgetattr(terminal)
    modes[3] = modes[3] & ~termios.ECHO | termios.TOSTOP
    termios.tcsetattr(terminal, termios.TCSANOW, modes)


main()
