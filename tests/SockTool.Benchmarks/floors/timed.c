/* The stop-watch of startup: from posix_spawn to exit, without a shell or a runtime in between.
   timed PROGRAM [ARGUMENT ...] prints the seconds and the exit code. */
#include "common.h"
#include <spawn.h>
#include <sys/wait.h>
#include <time.h>

extern char **environ;

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec + t.tv_nsec / 1e9;
}

int main(int count, char **words) {
    if (count < 2) return 2;
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    for (int fd = 0; fd <= 2; fd++) posix_spawn_file_actions_addopen(&actions, fd, "/dev/null", O_RDWR, 0);

    pid_t child;
    int status;
    double began = now();
    if ((errno = posix_spawnp(&child, words[1], &actions, NULL, words + 1, environ))) die(words[1]);
    if (waitpid(child, &status, 0) < 0) die("waitpid");
    printf("%.9f %d\n", now() - began, WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
}
