/* The load of echo-N: one thread, one epoll, N connections with one 64-byte message each on the way.
   load PORT CONNECTIONS SECONDS prints round trips/s, then p50, p90, p99 and the longest in microseconds. */
#include "common.h"
#include <sys/epoll.h>
#include <time.h>

enum { SIZE = 64, BATCH = 100, EVENTS = 512 };
static const double WARM_UP = 0.5;

typedef struct { int fd, got; unsigned number; double sent; char bytes[SIZE]; } line;

static int queue;
static float *times;
static size_t trips, room;

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec + t.tv_nsec / 1e9;
}

/* Each message differs from the one before it and from every other connection's. */
static void message(const line *l, char *into) {
    for (int i = 0; i < SIZE; i++) into[i] = (char)(l->fd + l->number * 7 + i);
}

static void say(line *l) {
    char bytes[SIZE];
    l->number++, l->got = 0, l->sent = now();
    message(l, bytes);
    if (send(l->fd, bytes, SIZE, MSG_NOSIGNAL) != SIZE) die("send");
}

/* True when the answer is whole. */
static int hear(line *l) {
    char expected[SIZE];
    ssize_t got = recv(l->fd, l->bytes + l->got, SIZE - l->got, 0);
    if (got <= 0) die("recv");
    if ((l->got += got) < SIZE) return 0;
    message(l, expected);
    if (memcmp(l->bytes, expected, SIZE)) { fputs("load: other bytes came back\n", stderr); exit(1); }
    return 1;
}

static void note(double took) {
    if (trips == room && !(times = realloc(times, (room = room ? room * 2 : 1 << 16) * sizeof *times))) die("realloc");
    times[trips++] = (float)(took * 1e6);
}

/* A batch is answered before the next one dials, so that the server's backlog is no part of the result. */
static void open_lines(line *lines, int count, int port) {
    int on = 1;
    for (int i = 0; i < count; i++) {
        struct epoll_event event = {.events = EPOLLIN, .data.ptr = &lines[i]};
        lines[i].fd = dial(port);
        setsockopt(lines[i].fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        if (epoll_ctl(queue, EPOLL_CTL_ADD, lines[i].fd, &event) < 0) die("epoll_ctl");
        say(&lines[i]);
        if ((i + 1) % BATCH && i + 1 < count) continue;
        for (int k = i - i % BATCH; k <= i; k++) while (!hear(&lines[k])) {}
    }
}

static void run_until(double end, double measured_from) {
    struct epoll_event events[EVENTS];
    for (double time = now(); time < end; time = now()) {
        int ready = epoll_wait(queue, events, EVENTS, 100);
        for (int i = 0; i < ready; i++) {
            line *l = events[i].data.ptr;
            if (!hear(l)) continue;
            double heard = now();
            if (heard >= measured_from && heard <= end) note(heard - l->sent);
            say(l);
        }
    }
}

static int by_size(const void *a, const void *b) { return (*(float *)a > *(float *)b) - (*(float *)a < *(float *)b); }

int main(int count, char **words) {
    if (count != 4) return 2;
    raise_file_limit();
    int connections = atoi(words[2]);
    double seconds = atof(words[3]);
    line *lines = calloc(connections, sizeof *lines);
    if (!lines || (queue = epoll_create1(0)) < 0) die("start");

    open_lines(lines, connections, atoi(words[1]));
    for (int i = 0; i < connections; i++) say(&lines[i]);
    double began = now() + WARM_UP;
    run_until(began + seconds, began);
    if (trips == 0) { fputs("load: no answer\n", stderr); return 1; }

    qsort(times, trips, sizeof *times, by_size);
    printf("%.0f %.1f %.1f %.1f %.1f\n", trips / seconds, times[trips / 2], times[trips * 9 / 10], times[trips * 99 / 100], times[trips - 1]);
}
