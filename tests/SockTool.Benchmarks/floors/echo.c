/* The floor of echo-N and idle-memory: one thread, one epoll, one recv and one send a message.
   echo READY_FILE */
#include "common.h"
#include <sys/epoll.h>

enum { EVENTS = 512 };

static int queue;

static void watch(int fd) {
    struct epoll_event event = {.events = EPOLLIN, .data.fd = fd};
    if (epoll_ctl(queue, EPOLL_CTL_ADD, fd, &event) < 0) die("epoll_ctl");
}

static void accept_all(int listener) {
    int on = 1, s;
    while ((s = accept4(listener, NULL, NULL, SOCK_CLOEXEC)) >= 0) {
        setsockopt(s, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        watch(s);
    }
    if (errno != EAGAIN && errno != ECONNABORTED) die("accept");
}

static void answer(int s) {
    char bytes[65536];
    ssize_t got = recv(s, bytes, sizeof bytes, 0);
    for (ssize_t sent = 0, now; sent < got; sent += now)
        if ((now = send(s, bytes + sent, got - sent, MSG_NOSIGNAL)) < 0) got = -1;
    if (got <= 0) close(s);
}

int main(int count, char **words) {
    if (count != 2) return 2;
    raise_file_limit();
    if ((queue = epoll_create1(EPOLL_CLOEXEC)) < 0) die("epoll_create1");
    int listener = listen_and_tell(words[1]);
    fcntl(listener, F_SETFL, O_NONBLOCK);
    watch(listener);

    for (struct epoll_event events[EVENTS];;) {
        int ready = epoll_wait(queue, events, EVENTS, -1);
        if (ready < 0 && errno != EINTR) die("epoll_wait");
        for (int i = 0; i < ready; i++)
            if (events[i].data.fd == listener) accept_all(listener);
            else answer(events[i].data.fd);
    }
}
