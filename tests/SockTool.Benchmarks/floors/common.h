/* What the floors share: loopback addresses, a listener that tells its port, the file limit. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

static void die(const char *what) { perror(what); exit(1); }

static struct sockaddr_in loopback(int port) {
    return (struct sockaddr_in){.sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
}

static int dial(int port) {
    struct sockaddr_in address = loopback(port);
    int s = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (s < 0) die("socket");
    if (connect(s, (void *)&address, sizeof address) < 0) die("connect");
    return s;
}

/* Listens on a free port; the file has the port from the moment it has its name. */
static int listen_and_tell(const char *ready_file) {
    struct sockaddr_in address = loopback(0);
    socklen_t size = sizeof address;
    int s = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (s < 0) die("socket");
    if (bind(s, (void *)&address, size) < 0 || listen(s, 4096) < 0) die("listen");
    if (getsockname(s, (void *)&address, &size) < 0) die("getsockname");

    char unfinished[4096];
    snprintf(unfinished, sizeof unfinished, "%s.new", ready_file);
    FILE *file = fopen(unfinished, "w");
    if (!file) die(unfinished);
    fprintf(file, "127.0.0.1:%d\n", ntohs(address.sin_port));
    if (fclose(file) || rename(unfinished, ready_file)) die(ready_file);
    return s;
}

static void raise_file_limit(void) {
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) < 0) die("getrlimit");
    limit.rlim_cur = limit.rlim_max;
    if (setrlimit(RLIMIT_NOFILE, &limit) < 0) die("setrlimit");
}
