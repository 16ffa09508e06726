/* The floor of file-null, pipe-pipe, file-file and both-ways: sendfile from a file, splice for everything else,
   a process for each direction, no byte in user space.
   transfer connect PORT | listen READY_FILE, then send | receive | both */
#include "common.h"
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/wait.h>

enum { PIPE_SIZE = 1 << 20, AT_ONCE = 1 << 30 };

static mode_t kind(int fd) {
    struct stat status;
    if (fstat(fd, &status) < 0) die("fstat");
    return status.st_mode & S_IFMT;
}

static ssize_t checked(ssize_t moved) {
    if (moved < 0) die("move");
    return moved;
}

static void through_a_pipe(int from, int to) {
    int ends[2];
    if (pipe(ends) < 0) die("pipe");
    fcntl(ends[1], F_SETPIPE_SZ, PIPE_SIZE);
    for (ssize_t held; (held = checked(splice(from, NULL, ends[1], NULL, PIPE_SIZE, SPLICE_F_MOVE))) > 0;)
        while (held > 0) held -= checked(splice(ends[0], NULL, to, NULL, held, SPLICE_F_MOVE));
}

static void move(int from, int to) {
    fcntl(from, F_SETPIPE_SZ, PIPE_SIZE); /* fails, and does not matter, where it is no pipe */
    fcntl(to, F_SETPIPE_SZ, PIPE_SIZE);
    if (kind(from) == S_IFREG)
        while (checked(sendfile(to, from, NULL, AT_ONCE)) > 0) {}
    else if (kind(from) == S_IFIFO || kind(to) == S_IFIFO)
        while (checked(splice(from, NULL, to, NULL, PIPE_SIZE, SPLICE_F_MOVE)) > 0) {}
    else
        through_a_pipe(from, to);
}

static void send_all(int s) {
    move(STDIN_FILENO, s);
    if (shutdown(s, SHUT_WR) < 0) die("shutdown");
}

int main(int count, char **words) {
    if (count != 4) return 2;
    int s = !strcmp(words[1], "connect") ? dial(atoi(words[2])) : accept(listen_and_tell(words[2]), NULL, NULL);
    if (s < 0) die("accept");
    if (!strcmp(words[3], "send")) return send_all(s), 0;
    if (!strcmp(words[3], "receive")) return move(s, STDOUT_FILENO), 0;

    pid_t sender = fork();
    if (sender < 0) die("fork");
    if (sender == 0) return send_all(s), 0;
    move(s, STDOUT_FILENO);
    int status;
    waitpid(sender, &status, 0);
    return status != 0;
}
